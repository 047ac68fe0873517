package dev.migrations.execution;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.SqlFragments;
import dev.migrations.model.Direction;
import dev.migrations.model.MigrationKey;

/**
 * Words what is written to the journal.
 *
 * @param dialect the database
 * @param table the journal
 * @param direction of which scripts
 * @param lockCondition condition in SQL that holds in the session that has the lock;
 * empty where it cannot get lost
 */
record JournalSql(Dialect dialect, String table, Direction direction, String lockCondition) {

	/**
	 * Creates the table unless it is there.
	 */
	String create() {
		SqlFragments sql = this.dialect.sql();
		return """
				CREATE TABLE IF NOT EXISTS %s (
					migration_key %s NOT NULL,
					direction %s NOT NULL,
					number %s NOT NULL,
					statement_hash %s NOT NULL,
					prefix_hash %s NOT NULL,
					kind %s NOT NULL,
					state %s NOT NULL,
					fingerprint %s,
					started_at %s NOT NULL,
					finished_at %s,
					PRIMARY KEY (migration_key, direction, number)
				)%s""".formatted(this.table, sql.text(500), sql.text(10), sql.number(), sql.text(100), sql.text(100),
				sql.text(30), sql.text(20), sql.text(4000), sql.timestamp(), sql.timestamp(), sql.tableOptions());
	}

	/**
	 * Records a step, if the lock is held.
	 */
	ParameterizedSql insert(MigrationKey key, JournalStep step, ParameterizedSql fingerprint) {
		if (!this.lockCondition.isEmpty()) {
			return ParameterizedSql.of(inserting()
					+ this.dialect.sql().selectIf(values(key, step, fingerprint.whole()), this.lockCondition));
		}
		if (!this.dialect.keepsStatements()) {
			return ParameterizedSql.of(recorded(key, step, fingerprint.whole()));
		}
		List<Object> values = new ArrayList<>(List.of(key.stored(), this.direction.name(), step.number(),
				step.statementHash(), step.prefixHash(), step.kind(), step.state().name()));
		values.addAll(fingerprint.values());
		return new ParameterizedSql(
				inserting() + "VALUES (?, ?, ?, ?, ?, ?, ?, " + fingerprint.text() + ", " + times(step) + ")", values);
	}

	/**
	 * Records a step, where the lock is known to be held.
	 * @param fingerprint expression for what the catalog says before it
	 */
	String recorded(MigrationKey key, JournalStep step, String fingerprint) {
		return inserting() + "VALUES (" + values(key, step, fingerprint) + ")";
	}

	private String inserting() {
		return "INSERT INTO " + this.table + " (migration_key, direction, number, statement_hash, prefix_hash, kind, "
				+ "state, fingerprint, started_at, finished_at) ";
	}

	private String values(MigrationKey key, JournalStep step, String fingerprint) {
		SqlFragments sql = this.dialect.sql();
		return sql.literal(key.stored()) + ", '" + this.direction + "', " + step.number() + ", '" + step.statementHash()
				+ "', '" + step.prefixHash() + "', " + sql.literal(step.kind()) + ", '" + step.state() + "', "
				+ fingerprint + ", " + times(step);
	}

	/**
	 * When it began, and when it ended.
	 */
	private String times(JournalStep step) {
		String now = this.dialect.sql().now();
		return now + ", " + ((step.state() != JournalStep.State.INTENT) ? now : "NULL");
	}

	/**
	 * Records what became of a step.
	 */
	ParameterizedSql finish(MigrationKey key, int number, JournalStep.State state) {
		return this.dialect.keepsStatements()
				? new ParameterizedSql(finishing(state) + of("?") + " AND number = ?", List.of(key.stored(), number))
				: ParameterizedSql.of(finishing(state) + of(key) + " AND number = " + number);
	}

	/**
	 * Records that the steps in front of one took effect, which as long as there is that
	 * one needs no saying.
	 */
	String finishBefore(MigrationKey key, int number) {
		return finishing(JournalStep.State.DONE) + of(key) + " AND number < " + number + " AND state = '"
				+ JournalStep.State.INTENT + "'";
	}

	private String finishing(JournalStep.State state) {
		return "UPDATE " + this.table + " SET state = '" + state + "', finished_at = " + this.dialect.sql().now()
				+ " WHERE ";
	}

	/**
	 * Forgets a step.
	 */
	String delete(MigrationKey key, int number) {
		return "DELETE FROM " + this.table + " WHERE " + of(key) + " AND number = " + number;
	}

	/**
	 * Forgets all steps of a migration.
	 */
	ParameterizedSql deleteAll(MigrationKey key) {
		String delete = "DELETE FROM " + this.table + " WHERE ";
		String all = " AND number > 0";
		return this.dialect.keepsStatements() ? new ParameterizedSql(delete + of("?") + all, List.of(key.stored()))
				: ParameterizedSql.of(delete + of(key) + all);
	}

	private String of(MigrationKey key) {
		return of(this.dialect.sql().literal(key.stored()));
	}

	private String of(String key) {
		return "migration_key = " + key + " AND direction = '" + this.direction + "'";
	}

}
