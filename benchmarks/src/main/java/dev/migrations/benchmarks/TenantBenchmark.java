package dev.migrations.benchmarks;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.Migrator;
import dev.migrations.Tenant;
import dev.migrations.TenantMigrators;
import dev.migrations.TenantReport;
import dev.migrations.model.TenantFailurePolicy;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Migrates many tenants, a schema each, on embedded PostgreSQL, and compares that with a
 * loop that does nothing but send the same statements.
 */
final class TenantBenchmark {

	private static final int TENANTS = Integer.getInteger("benchmark.tenants", 500);

	private static final int MIGRATIONS = 20;

	private static final int POOL = 10;

	private TenantBenchmark() {
	}

	static void run() throws IOException, SQLException {
		Path files = Files.createTempDirectory("tenants");
		List<String> scripts = new ArrayList<>();
		for (int i = 1; i <= MIGRATIONS; i++) {
			String sql = "CREATE TABLE t%d (id BIGINT PRIMARY KEY, name TEXT NOT NULL, at TIMESTAMPTZ);".formatted(i);
			scripts.add(sql);
			Files.writeString(files.resolve("V%d__t%d.sql".formatted(i, i)), sql + "\n");
		}
		System.out.printf(Locale.ROOT, "%d tenants x %d migrations, PostgreSQL, a pool of %d%n", TENANTS, MIGRATIONS,
				POOL);
		try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
			for (int parallelism : new int[] { 1, 4 }) {
				try (HikariDataSource pool = pool(server, "migrations" + parallelism)) {
					PeakDataSource peak = new PeakDataSource(pool);
					TenantMigrators tenants = tenants(peak, files, parallelism);
					print("Migrations, parallelism " + parallelism, tenants.migrate(), peak);
					PeakDataSource again = new PeakDataSource(pool);
					print("the same with nothing to do", tenants(again, files, parallelism).migrate(), again);
				}
			}
			try (HikariDataSource pool = pool(server, "loop")) {
				long begin = System.nanoTime();
				loop(pool, scripts);
				System.out.printf(Locale.ROOT, "%-28s %8.1f s%n", "raw loop, one connection",
						(System.nanoTime() - begin) / 1e9);
			}
		}
	}

	private static TenantMigrators tenants(PeakDataSource dataSource, Path files, int parallelism) {
		Migrator template = Migrator.builder(dataSource).createSchema(true).build();
		List<Tenant> tenants = IntStream.range(0, TENANTS).mapToObj((i) -> Tenant.ofSchema("tenant" + i)).toList();
		return new TenantMigrators(template, () -> tenants, List.of("file:" + files), parallelism,
				TenantFailurePolicy.STOP);
	}

	private static void print(String what, TenantReport report, PeakDataSource peak) {
		System.out.printf(Locale.ROOT, "%-28s %8.1f s, %d applied, at most %d connections at a time%n", what,
				report.duration().toMillis() / 1e3, report.applied(), peak.most());
	}

	/**
	 * What remains when there is no history, no lock and no check: a transaction for each
	 * script.
	 */
	private static void loop(HikariDataSource pool, List<String> scripts) throws SQLException {
		for (int i = 0; i < TENANTS; i++) {
			try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
				statement.execute("CREATE SCHEMA tenant" + i);
				statement.execute("SET search_path TO tenant" + i);
				connection.setAutoCommit(false);
				for (String script : scripts) {
					statement.execute(script);
					connection.commit();
				}
				connection.setAutoCommit(true);
				statement.execute("RESET search_path");
			}
		}
	}

	private static HikariDataSource pool(EmbeddedPostgres server, String database) throws SQLException {
		try (Connection connection = server.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + database);
		}
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(server.getJdbcUrl("postgres", database));
		pool.setMaximumPoolSize(POOL);
		return pool;
	}

	/**
	 * Data source that knows how many connections were lent at the same time.
	 */
	private static final class PeakDataSource extends DelegatingDataSource {

		private final AtomicInteger lent = new AtomicInteger();

		private final AtomicInteger most = new AtomicInteger();

		PeakDataSource(HikariDataSource pool) {
			super(pool);
		}

		int most() {
			return this.most.get();
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			this.most.accumulateAndGet(this.lent.incrementAndGet(), Math::max);
			AtomicInteger open = new AtomicInteger(1);
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("close")) {
							this.lent.addAndGet(-open.getAndSet(0));
						}
						try {
							return method.invoke(connection, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
