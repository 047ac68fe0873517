package dev.migrations;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrations.model.DatabasesFailedException;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.TenantFailurePolicy;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A schema, or a database, for each tenant.
 */
class TenantTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private final List<Tenant> tenants = new ArrayList<>();

	@BeforeEach
	void prepare() {
		this.files = new MigrationFiles(this.directory.resolve("tenants"))
			.with("V1__users.sql", "CREATE TABLE users (id INTEGER PRIMARY KEY);")
			.with("V2__row.sql", "INSERT INTO users (id) VALUES (1);");
	}

	static Stream<TestDatabase> withSchemas() {
		return Stream.of(TestDatabase.h2(), TestDatabase.postgresql());
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void haveASchemaWithAHistoryOfItsOwn(TestDatabase database) {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt"), Tenant.ofSchema("cork")));
		TenantReport report = tenants(database, TenantFailurePolicy.CONTINUE).migrate();
		assertThat(report.tenants()).isEqualTo(3);
		assertThat(report.applied()).isEqualTo(6);
		assertThat(report.failures()).isEmpty();
		for (String schema : List.of("acme", "bolt", "cork")) {
			assertThat(database.query("SELECT count(*) FROM " + schema + ".migration_history")).containsExactly("2");
			assertThat(database.query("SELECT count(*) FROM " + schema + ".users")).containsExactly("1");
		}
		this.tenants.add(Tenant.ofSchema("dune"));
		assertThat(tenants(database, TenantFailurePolicy.CONTINUE).migrate().applied()).isEqualTo(2);
	}

	@ParameterizedTest
	@MethodSource("withSchemas")
	void doNotStopEachOther(TestDatabase database) {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt"), Tenant.ofSchema("cork")));
		database.execute("CREATE SCHEMA bolt", "CREATE TABLE bolt.users (other INTEGER)");
		TenantReport report = tenants(database, TenantFailurePolicy.CONTINUE).migrate();
		assertThat(report.failures()).containsOnlyKeys("bolt");
		assertThat(report.failures().get("bolt")).isInstanceOf(MigrationFailedException.class);
		assertThat(report.applied()).isEqualTo(4);
		Map<String, Migrator> migrators = tenants(database, TenantFailurePolicy.CONTINUE).migrators();
		assertThat(migrators.get("bolt").status().isUpToDate()).isFalse();
		assertThat(migrators.get("cork").status().isUpToDate()).isTrue();
	}

	@Test
	void stopEachOtherWhereThatIsWanted() {
		TestDatabase database = TestDatabase.h2();
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt"), Tenant.ofSchema("cork")));
		database.execute("CREATE SCHEMA bolt", "CREATE TABLE bolt.users (other INTEGER)");
		TenantMigrators stopping = new TenantMigrators(template(database), () -> this.tenants,
				List.of(this.files.location()), 1, TenantFailurePolicy.STOP);
		assertThatExceptionOfType(DatabasesFailedException.class).isThrownBy(stopping::migrate)
			.withMessageContaining("1 of 3 databases failed")
			.withMessageContaining("cork: not begun");
	}

	@Test
	void mayHaveDatabasesOfTheirOwn() {
		TestDatabase own = TestDatabase.sqlite(this.directory);
		this.tenants.add(Tenant.ofDataSource("acme", own.dataSource()));
		tenants(TestDatabase.h2(), TenantFailurePolicy.CONTINUE).migrate();
		assertThat(own.query("SELECT count(*) FROM users")).containsExactly("1");
	}

	@Test
	void haveIdsThatDiffer() {
		this.tenants.addAll(List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("acme")));
		assertThatExceptionOfType(InvalidSettingsException.class)
			.isThrownBy(tenants(TestDatabase.h2(), TenantFailurePolicy.CONTINUE)::migrate)
			.withMessageContaining("two tenants with the id 'acme'");
	}

	private TenantMigrators tenants(TestDatabase database, TenantFailurePolicy onFailure) {
		return new TenantMigrators(template(database), () -> this.tenants, List.of(this.files.location()), 3,
				onFailure);
	}

	private static Migrator template(TestDatabase database) {
		return Migrator.builder(database.dataSource()).createSchema(true).build();
	}

}
