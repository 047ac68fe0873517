package dev.migrations;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Drivers of MariaDB and MySQL, which call a database a catalog, or, where the URL says
 * so, a schema.
 */
@ParameterizedClass
@ValueSource(strings = { "mariadb", "mariadb?useCatalogTerm=SCHEMA", "mysql", "mysql?databaseTerm=SCHEMA" })
class DatabaseTermTests {

	@Parameter
	String driver;

	@TempDir
	Path directory;

	private TestDatabase database;

	private MigrationFiles files;

	private String other;

	@BeforeEach
	void prepare() {
		this.database = this.driver.startsWith("mysql") ? TestDatabase.mariadbByMysqlDriver() : TestDatabase.mariadb();
		this.files = new MigrationFiles(this.directory);
		this.other = this.database.query("SELECT DATABASE()").get(0) + "_other";
		this.database.execute("CREATE DATABASE " + this.other);
	}

	private String url() {
		String url = this.database.url();
		String term = this.driver.replaceFirst("^[a-z]+[?]?", "");
		return term.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + term;
	}

	private MigratorBuilder builder(DataSource dataSource) {
		return Migrator.builder(dataSource).locations(this.files.location());
	}

	private MigratorBuilder builder() {
		return builder(new DriverManagerDataSource(url()));
	}

	private String placeOf(String table) {
		return this.database
			.query("SELECT GROUP_CONCAT(table_schema) FROM information_schema.tables "
					+ "WHERE table_schema LIKE CONCAT(DATABASE(), '%') AND table_name = '" + table + "'")
			.get(0);
	}

	@Test
	void theLockIsTheOneOfAllOthers() throws Exception {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		builder().build().migrate();
		this.files.with("V2__name.sql", "ALTER TABLE one ADD COLUMN name VARCHAR(20);");
		CompletableFuture<MigrationReport> first;
		try (Connection reader = this.database.openTransaction("SELECT id FROM one")) {
			first = CompletableFuture.supplyAsync(
					builder(this.database.dataSource()).ddlLockTimeout(Duration.ofMinutes(1)).build()::migrate);
			await().atMost(Duration.ofMinutes(1))
				.until(() -> first.isDone() || !this.database
					.query("SELECT id FROM information_schema.processlist "
							+ "WHERE db = DATABASE() AND state = 'Waiting for table metadata lock'")
					.isEmpty());
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(builder().lockTimeout(Duration.ofMillis(200)).build()::migrate);
			reader.rollback();
		}
		assertThat(first.get(1, TimeUnit.MINUTES).applied()).hasSize(1);
	}

	@Test
	void theHistoryIsInTheSchemaThatThePoolChooses() throws Exception {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		HikariConfig config = new HikariConfig();
		config.setDataSource(new DriverManagerDataSource(url()));
		config.setConnectionInitSql("USE " + this.other);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			builder(pool).build().migrate();
		}
		assertThat(placeOf("one")).isEqualTo(this.other);
		assertThat(placeOf("migration_history")).isEqualTo(this.other);
	}

	@Test
	void aScriptThatLeavesItsSchemaDoesSoForItselfAlone() throws SQLException {
		this.files.with("V1__leaves.sql", "CREATE TABLE one (id INTEGER);", "USE " + this.other + ";")
			.with("V2__next.sql", "CREATE TABLE two (id INTEGER);");
		builder().build().migrate();
		assertThat(placeOf("two")).isEqualTo(placeOf("one")).isNotEqualTo(this.other);
	}

	@Test
	void theSchemaThatIsSetIsWorkedInAndLeft() throws SQLException {
		this.files.with("V1__one.sql", "CREATE TABLE one (id INTEGER);");
		HikariConfig config = new HikariConfig();
		config.setDataSource(new DriverManagerDataSource(url()));
		config.setMaximumPoolSize(1);
		try (HikariDataSource pool = new HikariDataSource(config)) {
			builder(pool).schema(this.other).build().migrate();
			try (Connection next = pool.getConnection()) {
				assertThat((next.getSchema() != null) ? next.getSchema() : next.getCatalog())
					.isEqualTo(this.database.query("SELECT DATABASE()").get(0));
			}
		}
		assertThat(placeOf("one")).isEqualTo(this.other);
		assertThat(placeOf("migration_history")).isEqualTo(this.other);
	}

}
