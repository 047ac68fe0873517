package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.TestDatabase;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * H2.
 */
class H2MigratorTests extends MigratorContractTests {

	@Override
	TestDatabase createDatabase(Path directory) {
		return TestDatabase.h2();
	}

	@Override
	String[] scriptWithBody() {
		return new String[] { "CREATE ALIAS plus_one AS $$", "int plusOne(int value) {", "  return value + 1;", "}",
				"$$;", "CREATE TABLE after_body (id INTEGER);" };
	}

	@Test
	void onAServerAPoolOfOneConnectionIsEnough(@TempDir Path directory) throws Exception {
		Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
			.start();
		threeTables();
		HikariConfig pool = new HikariConfig();
		pool.setJdbcUrl("jdbc:h2:tcp://localhost:" + server.getPort() + "/./test");
		pool.setUsername("sa");
		pool.setPassword("secret");
		pool.setMaximumPoolSize(1);
		pool.setConnectionTimeout(5000);
		try (HikariDataSource dataSource = new HikariDataSource(pool)) {
			Migrator migrator = Migrator.builder(dataSource).locations(this.files.location()).build();
			assertThat(migrator.migrate().applied()).hasSize(3);
			assertThat(migrator.migrate().applied()).isEmpty();
		}
		finally {
			server.stop();
		}
	}

	private void threeTables() {
		for (int version = 1; version <= 3; version++) {
			this.files.with("V" + version + "__table.sql", "CREATE TABLE t" + version + " (id INTEGER);");
		}
	}

	@Test
	void onAServerAPoolThatLendsNoSecondConnectionIsAnErrorThatSaysSo(@TempDir Path directory) throws Exception {
		Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
			.start();
		String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/./test";
		threeTables();
		try (Connection only = DriverManager.getConnection(url)) {
			Migrator migrator = Migrator.builder(new SingleConnectionDataSource(only, true))
				.locations(this.files.location())
				.build();
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(migrator::migrate)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains("second connection", "migrations.url"));
		}
		finally {
			server.stop();
		}
		CountDownLatch never = new CountDownLatch(1);
		PoolConnections exhausted = new PoolConnections(new DriverManagerDataSource() {

			@Override
			public Connection getConnection() {
				try {
					never.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
				throw new IllegalStateException();
			}

		}, Duration.ofMillis(100));
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(exhausted::open)
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("at least two connections"));
		never.countDown();
	}

}
