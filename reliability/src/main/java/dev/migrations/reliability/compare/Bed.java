package dev.migrations.reliability.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.MigratorBuilder;
import dev.migrations.model.MigrationException;
import dev.migrations.model.RepairAction;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.reliability.check.Deadline;
import dev.migrations.reliability.check.Residue;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.Snapshot;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.fault.WatchedPool;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

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

	private final Path directory;

	private final WatchedPool pool;

	private Map<String, String> placeholders = Map.of();

	/**
	 * Creates a bed.
	 * @param database a database of its own
	 * @param way the way
	 * @param autoCommit whether its pool lends connections with autocommit
	 */
	Bed(TargetDatabase database, Way way, boolean autoCommit) throws IOException {
		this.database = database;
		this.way = way;
		this.directory = Files.createTempDirectory("compare");
		this.pool = new WatchedPool(database, autoCommit, 1);
	}

	Way way() {
		return this.way;
	}

	/**
	 * Applies a set to the empty database, and once more, mended, if that fails.
	 * @param set the set
	 * @param split how many scripts the first of two runs applies
	 */
	Course apply(MigrationSet set, int split) throws SQLException, IOException {
		this.pool.close();
		this.database.reset();
		Outcome first = run(set, split);
		Told told = (first.failure() != null) ? Told.of(first.failure()) : null;
		if (told == null || !isMistake(set, told)) {
			return new Course(first, null);
		}
		if (told.isDoubtful()) {
			// As its message says.
			Migrator migrator = builder().build();
			migrator.repair(migrator.planRepair(RepairAction.Kind.SEND_AGAIN));
		}
		return new Course(first, run(set.mended(), split));
	}

	/**
	 * Whether what failed is what is taken out to mend it. A mistake may have had an
	 * effect of which something else fails, and what is in force may not be edited.
	 */
	private static boolean isMistake(MigrationSet set, Told told) {
		int index = set.indexOf(told.script());
		if (index < 0) {
			return false;
		}
		Script script = set.scripts().get(index);
		return (told.statement() > 0) ? script.lines().get(told.statement() - 1).mistake() : script.isWrong();
	}

	private Outcome run(MigrationSet set, int split) throws SQLException, IOException {
		write(set);
		this.placeholders = set.placeholders();
		this.pool.begin(Traffic.undisturbed(this.database::cut), Mutant.NONE);
		List<String> applied = new ArrayList<>();
		String failure = migrate(set, split, applied);
		List<String> left = new ArrayList<>(this.pool.leaks());
		Residue.of(this.database, LONGEST_RESIDUE).forEach((violation) -> left.add(violation.message()));
		if (!left.isEmpty()) {
			// Nobody could look at what a session has locked.
			this.pool.close();
		}
		return new Outcome(this.database.snapshot(), history(), applied, failure, left);
	}

	private @Nullable String migrate(MigrationSet set, int split, List<String> applied) {
		try {
			Deadline.within(LONGEST_RUN, () -> {
				for (Target target : targets(set, split)) {
					migrate(target, applied);
				}
				return applied;
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

	private List<Target> targets(MigrationSet set, int split) {
		List<Target> targets = new ArrayList<>();
		for (int i = 0; i < set.scripts().size(); i++) {
			String version = set.scripts().get(i).version();
			if (version != null && (this.way == Way.PLAIN || (this.way == Way.SPLIT && i == split))) {
				targets.add(Target.upTo(Version.of(version)));
			}
		}
		targets.add(Target.HEAD);
		return targets;
	}

	private void migrate(Target target, List<String> applied) {
		MigrationReport report = builder().build().migrate(target);
		for (MigrationReport.Applied each : report.applied()) {
			applied.add(each.script() + ", " + each.statements() + " statements"
					+ (each.skipped().isEmpty() ? "" : ", without " + each.skipped()));
		}
	}

	private MigratorBuilder builder() {
		MigratorBuilder builder = Migrator.builder(this.way.isOneByOne() ? new OneByOne(this.pool) : this.pool)
			.locations("file:" + this.directory)
			.placeholders(this.placeholders);
		this.way.set(builder);
		return builder;
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

	private void write(MigrationSet set) throws IOException {
		try (var files = Files.list(this.directory)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		for (Script script : set.scripts()) {
			Files.writeString(this.directory.resolve(script.file()), script.text());
		}
	}

	@Override
	public void close() throws IOException {
		this.pool.close();
		this.database.close();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
