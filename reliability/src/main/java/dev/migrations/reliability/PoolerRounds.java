package dev.migrations.reliability;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.reliability.database.Rows;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.PgBouncer;
import dev.migrations.reliability.tool.Tool;

/**
 * Instances that start together behind PgBouncer in transaction mode. Each has a pool of
 * its own; they share the few sessions that the pooler keeps.
 * <ol>
 * <li>The scripts insert rows of evidence, and some change the session.</li>
 * <li>Each statement must have been executed once, and each migration applied by one
 * instance and recorded once.</li>
 * <li>No session of the pooler may keep a lock, or anything that a script has set.</li>
 * </ol>
 */
final class PoolerRounds {

	private static final int MIGRATIONS = 12;

	private final TargetDatabase database;

	private final PgBouncer pooler;

	private final Tool tool;

	private final int instances;

	private final PrintStream out;

	private int failures;

	PoolerRounds(TargetDatabase database, PgBouncer pooler, Tool tool, int instances, PrintStream out) {
		this.database = database;
		this.pooler = pooler;
		this.tool = tool;
		this.instances = instances;
		this.out = out;
	}

	/**
	 * Runs rounds.
	 * @param rounds how many
	 * @return how many of them were wrong
	 */
	int run(int rounds) throws Exception {
		Path files = files();
		for (int round = 1; round <= rounds; round++) {
			this.database.reset();
			List<String> problems = round(files);
			if (!problems.isEmpty()) {
				this.failures++;
				this.out.println("round " + round + ": " + problems);
			}
			if (round % 20 == 0) {
				this.out.println(round + " rounds, " + this.failures + " wrong");
			}
		}
		return this.failures;
	}

	private static Path files() throws IOException {
		Path directory = Files.createTempDirectory("pooler");
		Files.writeString(directory.resolve("V1__evidence.sql"),
				"CREATE TABLE evidence (version INTEGER, stmt INTEGER);\n");
		for (int version = 2; version <= MIGRATIONS; version++) {
			String setting = (version % 3 == 0) ? "SET search_path = pg_catalog;\nSET work_mem = '7MB';\n" : "";
			Files.writeString(directory.resolve("V" + version + "__rows.sql"),
					setting + "INSERT INTO public.evidence VALUES (" + version + ", 1);\n"
							+ "INSERT INTO public.evidence VALUES (" + version + ", 2);\n");
		}
		return directory;
	}

	private List<String> round(Path files) throws Exception {
		List<String> problems = new ArrayList<>();
		int applied = 0;
		ExecutorService threads = Executors.newFixedThreadPool(this.instances);
		CyclicBarrier together = new CyclicBarrier(this.instances);
		try {
			List<Future<Integer>> results = new ArrayList<>();
			for (int i = 0; i < this.instances; i++) {
				results.add(threads.submit(instance(together, files)));
			}
			for (Future<Integer> result : results) {
				try {
					applied += result.get();
				}
				catch (ExecutionException ex) {
					problems.add(String.valueOf(ex.getCause()));
				}
			}
		}
		finally {
			threads.shutdownNow();
		}
		if (applied != MIGRATIONS) {
			problems.add(applied + " applied");
		}
		check(problems);
		return problems;
	}

	private Callable<Integer> instance(CyclicBarrier together, Path files) {
		return () -> {
			HikariConfig config = new HikariConfig();
			config.setJdbcUrl(this.pooler.through(this.database.url()));
			config.setMaximumPoolSize(Math.max(3, this.tool.connections()));
			config.setMinimumIdle(1);
			try (HikariDataSource pool = new HikariDataSource(config)) {
				together.await();
				return this.tool.migrate(pool, files);
			}
		};
	}

	private void check(List<String> problems) throws SQLException {
		List<String> rows = this.database
			.ask((connection) -> Rows.of(connection, "SELECT count(*), count(DISTINCT (version, stmt)) FROM evidence"));
		String expected = 2 * (MIGRATIONS - 1) + "|" + 2 * (MIGRATIONS - 1);
		if (!rows.equals(List.of(expected))) {
			problems.add("evidence " + rows + " in place of " + expected);
		}
		int recorded = this.database.ask(this.tool::recorded).applied().size();
		if (recorded != MIGRATIONS) {
			problems.add(recorded + " recorded");
		}
		List<String> locks = this.database
			.ask((connection) -> Rows.of(connection, "SELECT pid, mode FROM pg_locks WHERE locktype = 'advisory' AND "
					+ "database = (SELECT oid FROM pg_database WHERE datname = current_database())"));
		if (!locks.isEmpty()) {
			problems.add("locks left behind: " + locks);
		}
		sessions(problems);
	}

	/**
	 * Asks as many transactions at once as the pooler keeps sessions, so that each gets
	 * another one.
	 */
	private void sessions(List<String> problems) throws SQLException {
		try (Connection first = connect(); Connection second = connect(); Connection third = connect()) {
			for (Connection session : List.of(first, second, third)) {
				session.setAutoCommit(false);
				String state = Rows
					.of(session,
							"SELECT current_setting('search_path'), current_setting('work_mem'), "
									+ "current_setting('lock_timeout')")
					.get(0);
				if (!state.equals("\"$user\", public|4MB|0")) {
					problems.add("a session was left with " + state);
				}
			}
			for (Connection session : List.of(first, second, third)) {
				session.rollback();
			}
		}
	}

	private Connection connect() throws SQLException {
		return DriverManager.getConnection(this.pooler.through(this.database.url()));
	}

}
