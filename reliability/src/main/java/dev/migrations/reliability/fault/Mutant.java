package dev.migrations.reliability.fault;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetProvider;

import org.jspecify.annotations.Nullable;

/**
 * Mistakes that the campaigns must find, each made at the level of JDBC, so that it
 * stands whatever the engine's own classes are called.
 */
public enum Mutant {

	/**
	 * The engine as it is.
	 */
	NONE,

	/**
	 * The row in the history is written after the commit of its script, in a transaction
	 * of its own.
	 */
	HISTORY_ROW_IN_ITS_OWN_TRANSACTION,

	/**
	 * What is pending is decided before the lock is held and not again inside it, and the
	 * history has no key that would stop the second runner.
	 */
	NO_READ_INSIDE_THE_LOCK,

	/**
	 * Nobody looks at what the server says to the release of the lock.
	 */
	UNCHECKED_UNLOCK,

	/**
	 * An {@link Error} is not followed by a rollback, only an {@link Exception} is.
	 */
	CATCHES_EXCEPTION_ONLY,

	/**
	 * A statement is recorded in the journal after it only, not announced before it.
	 */
	CHECKPOINT_AFTER_ONLY,

	/**
	 * A block of MariaDB executes statements that commit by themselves without announcing
	 * them.
	 */
	UNANNOUNCED_IN_A_BLOCK;

	/**
	 * Name of the engine's history table, in lower case.
	 */
	private static final String HISTORY = "migration_history";

	private static final String JOURNAL = HISTORY + "_step";

	Mutation mutation() {
		return switch (this) {
			case NONE -> new Mutation() {
			};
			case HISTORY_ROW_IN_ITS_OWN_TRANSACTION -> new LateHistory();
			case NO_READ_INSIDE_THE_LOCK -> new StaleRead();
			case UNCHECKED_UNLOCK -> new UncheckedUnlock();
			case CATCHES_EXCEPTION_ONLY -> new NoRollback();
			case CHECKPOINT_AFTER_ONLY -> new LateCheckpoint();
			case UNANNOUNCED_IN_A_BLOCK -> new Unannounced();
		};
	}

	private static boolean writes(String sql, String table) {
		String lower = sql.toLowerCase(Locale.ROOT).replace("\"", "").replace("`", "");
		int index = lower.indexOf(table);
		return index >= 0 && !lower.startsWith("select") && !lower.startsWith("create")
				&& !lower.startsWith(table + "_", index);
	}

	private static final class LateHistory extends Mutation {

		private final List<Sent> kept = new ArrayList<>();

		@Override
		boolean keepsBack(Sent sent) {
			if (writes(sent.sql(), HISTORY)) {
				acted();
				this.kept.add(sent);
				return true;
			}
			return false;
		}

		@Override
		List<Sent> afterCommit() {
			List<Sent> due = List.copyOf(this.kept);
			this.kept.clear();
			return due;
		}

	}

	private static final class LateCheckpoint extends Mutation {

		private @Nullable Sent kept;

		@Override
		boolean keepsBack(Sent sent) {
			if (writes(sent.sql(), JOURNAL) && sent.sql().stripLeading().toUpperCase(Locale.ROOT).startsWith("INSERT")
					&& (sent.parameters().contains("INTENT") || sent.sql().contains("'INTENT'"))) {
				acted();
				this.kept = sent;
				return true;
			}
			return false;
		}

		@Override
		List<Sent> before(Sent sent) {
			Sent due = this.kept;
			if (due != null && writes(sent.sql(), JOURNAL)) {
				this.kept = null;
				return List.of(due);
			}
			return List.of();
		}

	}

	private static final class Unannounced extends Mutation {

		@Override
		String rewrite(String sql) {
			if (!MariaDbBlock.is(sql)) {
				return sql;
			}
			acted();
			return MariaDbBlock.of(sql).withoutAnnouncements();
		}

	}

	private static final class NoRollback extends Mutation {

		@Override
		boolean ignoresRollback(@Nullable Throwable lastFailure) {
			if (lastFailure instanceof Error && !(lastFailure instanceof ProcessDeath)) {
				acted();
				return true;
			}
			return false;
		}

	}

	private static final class UncheckedUnlock extends Mutation {

		private static final String UNLOCK = "pg_catalog.pg_advisory_unlock(?)";

		@Override
		String rewrite(String sql) {
			if (sql.contains(UNLOCK)) {
				acted();
				return sql.replace(UNLOCK, "(" + UNLOCK + " OR true)");
			}
			return sql;
		}

	}

	private static final class StaleRead extends Mutation {

		private final Map<Connection, CachedRowSet> answers = new HashMap<>();

		private final Map<Connection, SQLException> failures = new HashMap<>();

		@Override
		String rewrite(String sql) {
			String lower = sql.toLowerCase(Locale.ROOT);
			return (lower.startsWith("create") && lower.contains(HISTORY)) ? sql.replace(" PRIMARY KEY", "") : sql;
		}

		@Override
		ResultSet query(Connection connection, String sql, Query query) throws SQLException {
			if (!sql.startsWith("SELECT *") || !sql.contains(HISTORY)) {
				return query.ask();
			}
			CachedRowSet answer = this.answers.remove(connection);
			if (answer != null) {
				acted();
				return answer;
			}
			SQLException failure = this.failures.remove(connection);
			if (failure != null) {
				acted();
				throw failure;
			}
			return first(connection, query);
		}

		private ResultSet first(Connection connection, Query query) throws SQLException {
			try (ResultSet rows = query.ask()) {
				CachedRowSet answer = RowSetProvider.newFactory().createCachedRowSet();
				answer.populate(rows);
				this.answers.put(connection, answer.createCopy());
				return answer;
			}
			catch (SQLException ex) {
				this.failures.put(connection, ex);
				throw ex;
			}
		}

	}

}
