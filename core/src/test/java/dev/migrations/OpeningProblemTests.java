package dev.migrations;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.DatabaseUnavailableException;
import dev.migrations.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said where no connection can be opened.
 */
class OpeningProblemTests {

	private static void expect(String url, String... words) {
		expect(new DriverManagerDataSource(url), words);
	}

	private static void expect(DataSource dataSource, String... words) {
		Migrator migrator = Migrator.builder(dataSource).build();
		assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(migrator::migrate).satisfies((ex) -> {
			assertThat(ex.getMessage()).contains(words);
			StringWriter printed = new StringWriter();
			ex.printStackTrace(new PrintWriter(printed));
			assertThat(printed.toString()).doesNotContain("hunter2", "jdbc:p", "jdbc:m");
		});
	}

	@Test
	void aRefusedLoginIsNotAnUnreachableDatabase(@TempDir Path directory) throws Exception {
		expect(TestDatabase.postgresql().url().replaceAll("user=[^&]*", "user=nobody"), "refused the login",
				"user and password");
		String url = "jdbc:h2:file:" + directory.resolve("test");
		DriverManager.getConnection(url, "sa", "right").close();
		expect(url + ";USER=sa;PASSWORD=hunter2", "refused the login", "user and password");
	}

	@Test
	void aMissingDatabaseIsCalledThat() {
		expect(TestDatabase.postgresql().url().replaceAll("/[a-z0-9_]+[?]", "/no_such_database?"), "no such database",
				"Create it");
		expect(TestDatabase.mariadb().url().replaceAll("/[a-z0-9_]+[?]", "/no_such_database?"), "no such database",
				"Create it");
	}

	@Test
	void anExhaustedPoolIsNotAnUnreachableDatabase() throws Exception {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(TestDatabase.postgresql().url());
			pool.setMaximumPoolSize(1);
			pool.setConnectionTimeout(250);
			try (Connection lent = pool.getConnection()) {
				Migrator migrator = Migrator.builder(pool).build();
				assertThat(lent.isClosed()).isFalse();
				assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(migrator::status)
					.withMessageContainingAll("The pool had no connection to lend", "active=1",
							"spring.datasource.hikari.maximum-pool-size");
			}
		}
	}

	@Test
	void aServerThatDoesNotAnswerCannotBeReached() throws Exception {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		expect("jdbc:postgresql://localhost:" + port + "/test?user=test&password=hunter2", "cannot be reached",
				"host, port and network");
	}

	@Test
	void aUrlThatNoDriverAcceptsIsCalledThat() {
		String url = "jdbc:postgres://owner:hunter2@localhost/shop";
		expect(url, "No driver accepts the URL", "'postgresql:'");
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setDriverClassName("org.h2.Driver");
			pool.setJdbcUrl(url);
			expect(pool, "No driver accepts the URL", "org.h2.Driver", "'postgresql:'");
		}
		expect(new SimpleDriverDataSource(new org.h2.Driver(), url), "No driver accepts the URL", "'postgresql:'");
		expect("postgres://owner:hunter2@localhost/shop", "No driver accepts the URL", "'jdbc:'");
		expect("postgres://localhost/shop?user=owner&password=hunter2", "No driver accepts the URL", "'jdbc:'");
	}

	@Test
	void aDataSourceThatGivesNoConnectionIsNamed() {
		expect(new AbstractDataSource() {

			@Override
			public @Nullable Connection getConnection() {
				return null;
			}

			@Override
			public @Nullable Connection getConnection(String username, String password) {
				return null;
			}

		}, "gives no connection", OpeningProblemTests.class.getName(), "migrations.enabled=false");
	}

	/**
	 * All of these drivers quote the URL as they refuse it, or what they take for a port.
	 */
	@Test
	void aUrlThatItsDriverCannotReadIsNotOneWithoutADriver() {
		String postgres = "jdbc:postgresql://owner:hunter2@localhost/shop";
		expect(postgres, "cannot read the URL");
		String h2 = "jdbc:h2:mem:my test;password:hunter2";
		expect(h2, "cannot read the URL");
		String server = "jdbc:h2:tcp://owner:hunter2@localhost/shop";
		expect(server, "cannot read the URL");
		String mariadb = "jdbc:mariadb://owner:hunter2@localhost/shop";
		expect(mariadb, "cannot read the URL");
		for (String url : List.of(postgres, h2, server, mariadb)) {
			try (HikariDataSource pool = new HikariDataSource()) {
				pool.setJdbcUrl(url);
				expect(pool, "the URL of the database");
			}
		}
	}

	@Test
	void aFailureThatQuotesAUrlIsNotOneOfTheDriver() {
		expect(new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				throw new SQLException("Login to jdbc:postgresql://owner:hunter2@localhost/shop failed", "28P01");
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		}, "refused the login", "jdbc:…");
	}

	@Test
	void aFileThatCannotBeOpenedIsCalledThat(@TempDir Path directory) {
		expect("jdbc:sqlite:" + directory, "cannot be opened", "directory");
	}

	@Test
	void aPoolOfReadOnlyConnectionsIsCalledThatOnSqlite(@TempDir Path directory) {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:sqlite:" + directory.resolve("a.db"));
			pool.setReadOnly(true);
			expect(pool, "The pool asks for read-only connections", "open_mode=1");
		}
	}

	@Test
	void aSchemaOfThePoolThatDoesNotExistIsCalledThat() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
			pool.setSchema("nowhere");
			expect(pool, "begin in a schema that does not exist", "nowhere", "spring.datasource.hikari.schema");
		}
	}

	@Test
	void filesOfH2ThatCannotBeOpenedAreCalledThat(@TempDir Path directory) throws IOException {
		Files.createDirectory(directory.resolve("a.mv.db"));
		expect("jdbc:h2:" + directory.resolve("a"), "files of the database cannot be read or written");
	}

	/**
	 * As SQLite says it of a file in WAL mode on a file system that is read-only.
	 */
	@Test
	void aFileThatTurnsOutToBeUnreadableWhenItIsReadIsCalledThat() {
		assertThat(WorkProblem.of(new SQLiteException("unable to open database file", SQLiteErrorCode.SQLITE_CANTOPEN),
				Dialect.of(Vendor.SQLITE).errors()))
			.isInstanceOf(DatabaseUnavailableException.class)
			.hasMessageContainingAll("The database file cannot be opened", "WAL", "?immutable=1");
	}

	/**
	 * As SQLite says it where a quota is reached, and of a disk that is broken.
	 */
	@ParameterizedTest
	@EnumSource(names = { "SQLITE_IOERR_WRITE", "SQLITE_IOERR_READ", "SQLITE_IOERR_LOCK" })
	void aDiskThatCannotBeReadOrWrittenIsNamedAndNotTheRightsOfTheUser(SQLiteErrorCode code) {
		assertThat(WorkProblem.of(new SQLiteException("disk I/O error", code), Dialect.of(Vendor.SQLITE).errors()))
			.hasMessageContainingAll("See that the disk or the share", "can be read and written", "quota")
			.hasMessageNotContaining("Make room");
	}

	/**
	 * As SQLite says it to a user who may not write the directory of a database in WAL
	 * mode; an administrator's tests may write everywhere.
	 */
	@Test
	void aFileThatMustBeWrittenToBeReadIsCalledThat() {
		assertThat(OpeningProblem
			.of(new SQLiteException("attempt to write a readonly database", SQLiteErrorCode.SQLITE_READONLY_DIRECTORY)))
			.hasMessageContainingAll("read-only", "WAL", "?immutable=1");
	}

}
