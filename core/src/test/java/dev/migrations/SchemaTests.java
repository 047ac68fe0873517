package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.MySqlServer;
import dev.migrations.testing.StatementLog;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A schema of its own, and tables that must exist in it.
 */
class SchemaTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	@BeforeEach
	void prepare() {
		this.files = new MigrationFiles(this.directory.resolve("migrations"))
			.with("V1__a.sql", "CREATE TABLE a (id INTEGER);")
			.with("V2__v.sql", "CREATE VIEW v AS SELECT id FROM a;");
	}

	static Stream<TestDatabase> withSchemas() {
		return Stream.concat(Stream.of(TestDatabase.h2(), TestDatabase.postgresql(), TestDatabase.mariadb()),
				MySqlServer.isAvailable() ? Stream.of(TestDatabase.mysql()) : Stream.empty());
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void holdsHistoryAndObjectsAndLeavesOthersAlone(TestDatabase database) throws SQLException {
		String schema = schema(database);
		database.execute("CREATE TABLE a (mine INTEGER)", "CREATE TABLE migration_history (mine INTEGER)");
		assertThat(builder(database.dataSource(), schema).createSchema(true).build().migrate().applied()).hasSize(2);
		assertThat(database.query("SELECT count(*) FROM " + schema + ".migration_history")).containsExactly("2");
		assertThat(database.query("SELECT count(id) FROM " + schema + ".v")).containsExactly("0");
		assertThat(database.query("SELECT count(mine) FROM a")).containsExactly("0");
		assertThat(database.query("SELECT count(mine) FROM migration_history")).containsExactly("0");
		Migrator again = builder(database.dataSource(), schema).build();
		assertThat(again.migrate().applied()).isEmpty();
		assertThat(again.status().isUpToDate()).isTrue();
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void isWhereAPlanThatWasWrittenAsSqlBuildsEverything(TestDatabase database) throws SQLException {
		String schema = schema(database);
		Migrator migrator = builder(database.dataSource(), schema).createSchema(true).build();
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			for (String sql : migrator.plan().toSql().split(";\n")) {
				statement.execute(sql);
			}
		}
		assertThat(database.query("SELECT count(id) FROM " + schema + ".v")).containsExactly("0");
		assertThat(migrator.migrate().applied()).isEmpty();
		migrator.validate();
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void neverLeaksIntoThePool(TestDatabase database) throws SQLException {
		String schema = schema(database);
		try (HikariDataSource pool = pool(database)) {
			List<String> before = session(pool);
			builder(pool, schema).createSchema(true).build().migrate();
			assertThat(session(pool)).isEqualTo(before);
			this.files.with("V3__bad.sql", "CREATE TABLE b (id INTEGER);", "CREATE TABLE a (id INTEGER);");
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(builder(pool, schema).build()::migrate);
			assertThat(session(pool)).isEqualTo(before);
		}
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void mustExistUnlessItMayBeCreated(TestDatabase database) {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(builder(database.dataSource(), schema(database)).build()::migrate)
			.withMessageContaining("does not exist")
			.withMessageContaining("migrations.create-schema=true");
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void costsNothingWhereNothingIsDue(TestDatabase database) {
		String schema = schema(database);
		builder(database.dataSource(), schema).createSchema(true).build().migrate();
		StatementLog log = new StatementLog(database.dataSource());
		builder(log, schema).createSchema(true).requiredTables("a", "v").build().migrate();
		assertThat(log.calls()).hasSize(1);
	}

	@Test
	void isRefusedOnSqlite() {
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(builder(TestDatabase.sqlite(this.directory).dataSource(), "shop").build()::migrate)
			.withMessageContaining("SQLite has no schemas");
	}

	static Stream<TestDatabase> all() {
		return Stream.concat(withSchemas(), Stream.of(new TestDatabase("sqlite", "", true)));
	}

	@ParameterizedTest
	@MethodSource("all")
	void lacksATableThatIsRequired(TestDatabase given) {
		TestDatabase database = given.url().isEmpty() ? TestDatabase.sqlite(this.directory) : given;
		MigratorBuilder required = Migrator.builder(database.dataSource())
			.locations(this.files.location())
			.requiredTables("a", "v", "orders");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(required.build()::migrate)
			.withMessageContaining("Required tables are missing: orders.");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(required.build()::migrate)
			.withMessageContaining("Required tables are missing: orders.");
		this.files.with("V3__orders.sql", "CREATE TABLE orders (id INTEGER);");
		assertThat(required.build().migrate().applied()).hasSize(1);
		StatementLog log = new StatementLog(database.dataSource());
		Migrator.builder(log).locations(this.files.location()).requiredTables("a", "v", "orders").build().migrate();
		assertThat(log.calls()).hasSize(1);
		database.execute("DROP TABLE orders");
		assertThatExceptionOfType(MigrationValidationException.class).isThrownBy(required.build()::requireCurrent)
			.withMessageContaining("Required tables are missing: orders.");
	}

	@ParameterizedTest
	@MethodSource("all")
	void isCheckedByOneLineOfATest(TestDatabase given) {
		TestDatabase database = given.url().isEmpty() ? TestDatabase.sqlite(this.directory) : given;
		Migrator migrator = Migrator.builder(database.dataSource()).locations(this.files.location()).build();
		migrator.migrate();
		migrator.requireTables("a", "v");
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> migrator.requireTables("a", "sessions", "v", "turns"))
			.withMessageContaining("sessions, turns");
	}

	private MigratorBuilder builder(DataSource dataSource, String schema) {
		return Migrator.builder(dataSource).locations(this.files.location()).schema(schema);
	}

	/**
	 * A name that no other test has: on MariaDB a schema is a database of the server.
	 */
	private static String schema(TestDatabase database) {
		return "shop" + Integer.toHexString(System.identityHashCode(database));
	}

	private static HikariDataSource pool(TestDatabase database) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(database.url());
		pool.setMaximumPoolSize(1);
		return pool;
	}

	/**
	 * Where the pool's connection looks for names.
	 */
	private static List<String> session(HikariDataSource pool) throws SQLException {
		try (Connection connection = pool.getConnection()) {
			if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
				return List.of(String.valueOf(connection.getCatalog()), String.valueOf(connection.getSchema()));
			}
			try (ResultSet row = connection.createStatement().executeQuery("SHOW search_path")) {
				row.next();
				return List.of(row.getString(1));
			}
		}
	}

}
