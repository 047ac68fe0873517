package dev.migrations.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrations.Migrator;
import dev.migrations.RunningMigration;
import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.process.InstanceLauncher;
import dev.migrations.reliability.process.InstanceProcess;
import dev.migrations.reliability.tool.Tool;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * An index on a table of millions of rows, which takes long and does not roll back.
 * <ol>
 * <li>An instance builds it, and writes how far it is.</li>
 * <li>Another one, which is up, is asked all the time what the first one is doing.</li>
 * <li>Once it is half-way, the first one is killed with SIGKILL. Its session goes on
 * until the statement has ended, unless that is ended too.</li>
 * <li>The next start must end with a valid index, recorded once.</li>
 * </ol>
 */
final class LongStatement {

	private static final int LOOKS_MILLIS = 1000;

	private static final int LONGEST_SECONDS = 1800;

	private final TargetDatabase database;

	private final Tool tool;

	private final int rows;

	private final boolean endsSession;

	private final PrintStream out;

	private final List<String> problems = new ArrayList<>();

	/**
	 * Creates one.
	 * @param database the database, empty
	 * @param tool the tool that migrates
	 * @param rows how many rows the table has
	 * @param endsSession whether the server ends the session of the instance too
	 * @param out told what happens
	 */
	LongStatement(TargetDatabase database, Tool tool, int rows, boolean endsSession, PrintStream out) {
		this.database = database;
		this.tool = tool;
		this.rows = rows;
		this.endsSession = endsSession;
		this.out = out;
	}

	/**
	 * Runs it.
	 * @return what was wrong
	 */
	List<String> run() throws Exception {
		Path files = Files.createTempDirectory("long-statement-files");
		try (InstanceLauncher launcher = new InstanceLauncher(this.tool, this.database, files, 0)) {
			prepare(files);
			Migrator asking = Migrator.builder(new DriverManagerDataSource(this.database.url()))
				.locations("file:" + files)
				.build();
			InstanceProcess first = launcher.startTalking(this.database.url()).awaitReady().open();
			RunningMigration half = follow(asking, first, 50);
			require(half != null, "the first instance was not seen half-way");
			first.kill();
			if (this.endsSession && half != null) {
				endSession(half.process());
			}
			first.lines().forEach(this.out::println);
			require(first.lines().stream().anyMatch((line) -> line.matches(".*statement 2 of 3, after .* %.*")),
					"the first instance did not write how far it was");
			this.out.println((this.endsSession ? "Killed, and its session ended." : "Killed.") + " The history says "
					+ history() + ", the index is " + index());
			InstanceProcess second = launcher.startTalking(this.database.url()).awaitReady().open();
			follow(asking, second, 101);
			require(second.await(LONGEST_SECONDS) && second.exitCode() == 0, "the next start failed");
			second.lines().forEach(this.out::println);
			this.out.println("Started again. The history says " + history() + ", the index is " + index());
			require(history().equals("V1__orders.sql APPLIED, V2__index.sql APPLIED"), "the history is " + history());
			require(index().equals("valid"), "the index is " + index());
		}
		finally {
			FileSystemUtils.deleteRecursively(files);
		}
		return this.problems;
	}

	private void endSession(long process) throws SQLException {
		boolean postgres = this.database.kind() == DatabaseKind.POSTGRESQL;
		this.database.ask((connection) -> {
			Rows.execute(connection,
					postgres ? "SELECT pg_terminate_backend(" + process + ", 60000)" : "KILL " + process);
			return true;
		});
	}

	private void prepare(Path files) throws Exception {
		write(files, "V1__orders.sql",
				"CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER, note VARCHAR(100));");
		this.tool.migrate(new DriverManagerDataSource(this.database.url()), files);
		boolean postgres = this.database.kind() == DatabaseKind.POSTGRESQL;
		long begin = System.nanoTime();
		this.database.ask((connection) -> {
			Rows.execute(connection, "INSERT INTO orders SELECT n, n % 1000, md5(" + (postgres ? "n::text" : "n")
					+ ") FROM " + numbers());
			return true;
		});
		this.out.println(this.rows + " rows on " + this.database.version() + ", written in "
				+ TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) + " s");
		write(files, "V2__index.sql", "CREATE TABLE before_index (id INTEGER);",
				postgres ? "CREATE INDEX CONCURRENTLY orders_note ON orders (note, customer);"
						: "ALTER TABLE orders ADD INDEX orders_note (note, customer);",
				"CREATE TABLE after_index (id INTEGER);");
	}

	private String numbers() {
		return switch (this.database.kind()) {
			case POSTGRESQL -> "generate_series(1, " + this.rows + ") n";
			case MYSQL -> """
					(WITH RECURSIVE d AS (SELECT 0 AS n UNION ALL SELECT n + 1 FROM d WHERE n < 999)
					SELECT 1000000 * a.n + 1000 * b.n + c.n AS n FROM d a JOIN d b JOIN d c
					WHERE 1000000 * a.n + 1000 * b.n < %1$d LIMIT %1$d) s""".formatted(this.rows);
			default -> "(SELECT seq AS n FROM seq_1_to_" + this.rows + ") s";
		};
	}

	/**
	 * Asks what an instance is doing until it has got so far, or has ended.
	 * @return the last answer; null if it has ended before
	 */
	private @Nullable RunningMigration follow(Migrator asking, InstanceProcess instance, int percent)
			throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
		while (instance.isAlive() && System.nanoTime() < end) {
			RunningMigration running = asking.status().running();
			if (running != null) {
				this.out.println("  seen from outside: " + running.toSentence());
				if (running.percent() != null && running.percent() >= percent) {
					return running;
				}
			}
			TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
		}
		return null;
	}

	private String history() throws SQLException {
		List<String> rows = this.database.ask((connection) -> Rows.of(connection,
				"SELECT concat(script, ' ', state) FROM migration_history ORDER BY applied_order"));
		return String.join(", ", rows);
	}

	private String index() throws SQLException {
		boolean postgres = this.database.kind() == DatabaseKind.POSTGRESQL;
		List<String> found = this.database.ask((connection) -> Rows.of(connection,
				postgres ? "SELECT CASE WHEN indisvalid THEN 'valid' ELSE 'invalid' END FROM pg_index WHERE indrelid = "
						+ "'orders'::regclass AND NOT indisprimary"
						: "SELECT 'valid' FROM information_schema.statistics WHERE table_schema = DATABASE() AND "
								+ "index_name = 'orders_note' AND seq_in_index = 1"));
		return found.isEmpty() ? "not there" : String.join(" and ", found);
	}

	private void require(boolean holds, String problem) {
		if (!holds) {
			this.problems.add(problem);
		}
	}

	private static void write(Path directory, String file, String... lines) throws IOException {
		Files.writeString(directory.resolve(file), String.join("\n", lines) + "\n");
	}

}
