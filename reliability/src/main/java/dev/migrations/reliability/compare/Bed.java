package dev.migrations.reliability.compare;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.migrations.MigrationListener;
import dev.migrations.Migrator;
import dev.migrations.MigratorBuilder;
import dev.migrations.model.MigrationException;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.reliability.check.Deadline;
import dev.migrations.reliability.check.Residue;
import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.Snapshot;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.fault.WatchedPool;
import org.jspecify.annotations.Nullable;

/**
 * A database in which sets are applied in one way, one after the other.
 */
final class Bed implements AutoCloseable {

	private static final Duration LONGEST_RUN = Duration.ofMinutes(2);

	private static final Duration LONGEST_RESIDUE = Duration.ofSeconds(30);

	private static final String HISTORY = """
			SELECT migration_key, type, version, spelling, description, script, checksum,
				CASE WHEN state = 'APPLIED' THEN statement_checksum ELSE 'not finished' END,
				size_bytes, crc32, state, applied_order, failed_statement, applied_by, tool_version,
				CASE WHEN applied_at IS NULL THEN 'no time' ELSE 'a time' END,
				CASE WHEN execution_ms IS NULL THEN 'no duration' ELSE 'a duration' END
			FROM migration_history""";

	/**
	 * Times, the number of a session in the words of MariaDB's driver, and the name of
	 * the database.
	 */
	private static final Pattern VARYING = Pattern
		.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\(conn=\\d+\\)|campaign\\d+");

	private final TargetDatabase database;

	private final Way way;

	private final Scripts scripts;

	private final WatchedPool pool;

	private Map<String, String> placeholders = Map.of();

	private OutOfOrderPolicy outOfOrder = OutOfOrderPolicy.REJECT;

	/**
	 * Creates a bed.
	 * @param database a database of its own
	 * @param way the way
	 * @param autoCommit whether its pool lends connections with autocommit
	 */
	Bed(TargetDatabase database, Way way, boolean autoCommit) throws IOException {
		this.database = database;
		this.way = way;
		this.scripts = new Scripts(way.packing());
		this.pool = new WatchedPool(database, autoCommit, 1);
	}

	Way way() {
		return this.way;
	}

	/**
	 * Empties the database, and forgets its connections.
	 */
	void empty() throws SQLException {
		this.pool.close();
		this.database.reset();
	}

	/**
	 * Puts the scripts of a release in the place of those that were there before.
	 */
	void write(MigrationSet set, int release) throws IOException {
		this.placeholders = set.placeholders();
		this.outOfOrder = set.isOutOfOrder() ? OutOfOrderPolicy.ALLOW : OutOfOrderPolicy.REJECT;
		this.scripts.write(set.files(release));
	}

	/**
	 * The application, which has used every table and has not ended its transaction.
	 * @return null if nobody is in the way
	 */
	@Nullable Holder holder() {
		if (this.way != Way.IN_USE) {
			return null;
		}
		return new Holder(this.database, (this.database.kind() == DatabaseKind.MARIADB) ? 1300 : 400);
	}

	/**
	 * What the application does meanwhile, as far as it can.
	 */
	void use(Script application) throws SQLException {
		try (Connection connection = this.database.connect()) {
			ByHand.use(connection, application);
		}
	}

	/**
	 * Does something with the engine, and looks at what has come of it.
	 */
	Outcome observe(Work work) throws SQLException {
		this.pool.begin(Traffic.undisturbed(this.database::cut), Mutant.NONE);
		List<String> done = new ArrayList<>();
		String failure = failure(work, done);
		List<String> left = new ArrayList<>(this.pool.leaks());
		Residue.of(this.database, LONGEST_RESIDUE).forEach((violation) -> left.add(violation.message()));
		if (!left.isEmpty()) {
			// Nobody could look at what a session has locked.
			this.pool.close();
		}
		return new Outcome(this.database.snapshot(), history(), done, failure, left);
	}

	private static @Nullable String failure(Work work, List<String> done) {
		try {
			Deadline.within(LONGEST_RUN, () -> {
				work.perform(done);
				return done;
			});
			return null;
		}
		catch (MigrationException ex) {
			return ex.getClass().getSimpleName() + ": "
					+ VARYING.matcher(String.valueOf(ex.getMessage())).replaceAll("…");
		}
		catch (TimeoutException ex) {
			return "It has not ended within " + LONGEST_RUN;
		}
		catch (Throwable ex) {
			return "BARE " + ex;
		}
	}

	/**
	 * A migrator that is set as the way is.
	 * @param listeners who is told what happens
	 */
	Migrator migrator(MigrationListener... listeners) {
		MigratorBuilder builder = Migrator.builder(this.way.isOneByOne() ? new OneByOne(this.pool) : this.pool)
			.placeholders(this.placeholders)
			.outOfOrder(this.outOfOrder)
			.listeners(listeners);
		this.scripts.set(builder);
		this.way.set(builder);
		return builder.build();
	}

	private Snapshot history() throws SQLException {
		return this.database.ask((connection) -> {
			List<String> rows = new ArrayList<>();
			if (exists(connection, "migration_history")) {
				rows.addAll(Rows.of(connection, HISTORY));
			}
			if (exists(connection, "migration_history_step")) {
				rows.addAll(Rows.of(connection,
						"SELECT 'steps of', migration_key FROM migration_history_step GROUP BY migration_key"));
			}
			if (exists(connection, "migration_history_audit")) {
				Rows.of(connection,
						"SELECT 'audit', audit_order, action, migration_key, detail FROM migration_history_audit")
					.forEach((row) -> rows.add(VARYING.matcher(row).replaceAll("…")));
			}
			return Snapshot.of(rows);
		});
	}

	/**
	 * Whether there is a table, which there need not be where nothing was ever applied.
	 */
	private static boolean exists(Connection connection, String table) {
		try {
			Rows.of(connection, "SELECT COUNT(*) FROM " + table);
			return true;
		}
		catch (SQLException ex) {
			return false;
		}
	}

	@Override
	public void close() throws IOException {
		this.pool.close();
		this.database.close();
		this.scripts.close();
	}

	/**
	 * What is done with the engine.
	 */
	@FunctionalInterface
	interface Work {

		/**
		 * Does it.
		 * @param done what is reported as done goes in here
		 */
		void perform(List<String> done) throws Exception;

	}

}
