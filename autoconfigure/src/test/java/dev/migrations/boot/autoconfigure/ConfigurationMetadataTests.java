package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrations.boot.autoconfigure.ConfigurationMetadata.Property;
import dev.migrations.settings.MigratorSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an IDE shows.
 */
class ConfigurationMetadataTests {

	/**
	 * What has no value until it is set.
	 */
	private static final Set<String> WITHOUT_DEFAULT = Set.of("migrations.url", "migrations.username",
			"migrations.password", "migrations.data-source", "migrations.lock.timeout", "migrations.placeholders",
			"migrations.databases", "migrations.sequence", "migrations.schema", "migrations.required-tables",
			"migrations.tenants.database");

	@Test
	void holdsEveryProperty() {
		assertThat(properties()).extracting(Property::name)
			.containsExactlyInAnyOrder("migrations.enabled", "migrations.mode", "migrations.wait-timeout",
					"migrations.locations", "migrations.url", "migrations.username", "migrations.password",
					"migrations.data-source", "migrations.history-table", "migrations.target",
					"migrations.out-of-order", "migrations.on-missing", "migrations.on-checksum-mismatch",
					"migrations.verify", "migrations.baseline-version", "migrations.baseline-on-migrate",
					"migrations.transaction", "migrations.undo", "migrations.placeholders", "migrations.confirm",
					"migrations.command.enabled", "migrations.lock.timeout", "migrations.statement.max-size",
					"migrations.databases", "migrations.sequence", "migrations.parallelism",
					"migrations.ddl.lock-timeout", "migrations.ddl.retries", "migrations.statement-timeout",
					"migrations.schema", "migrations.create-schema", "migrations.required-tables",
					"migrations.sqlite.journal-mode", "migrations.tenants.database", "migrations.tenants.locations",
					"migrations.tenants.parallelism", "migrations.tenants.on-failure");
	}

	@ParameterizedTest
	@MethodSource("properties")
	void describesEveryProperty(Property property) {
		assertThat(property.description()).isNotBlank().endsWith(".").doesNotStartWith("The ").doesNotStartWith("A ");
		assertThat(property.description().startsWith("Whether "))
			.isEqualTo(property.type().equals("java.lang.Boolean"));
	}

	@ParameterizedTest
	@MethodSource("properties")
	void hasADefaultForEveryPropertyThatHasOne(Property property) {
		assertThat(property.defaultValue().isEmpty()).isEqualTo(WITHOUT_DEFAULT.contains(property.name()));
	}

	@Test
	void showsTheDefaultsThatApply() {
		Map<String, String> shown = properties().stream()
			.filter((property) -> !property.defaultValue().isEmpty() && !property.name().equals("migrations.locations"))
			.collect(Collectors.toMap(Property::name, Property::defaultValue));
		assertThat(shown).hasSizeGreaterThan(20);
		assertThat(bind(shown)).isEqualTo(bind(Map.of()));
	}

	private static MigrationProperties bind(Map<String, String> properties) {
		ApplicationConversionService conversions = new ApplicationConversionService();
		conversions.addConverter(new VersionConverter());
		return new Binder(List.of(new MapConfigurationPropertySource(properties)), null, conversions, null)
			.bindOrCreate("migrations", MigrationProperties.class);
	}

	@Test
	void namesTheLocationThatTheEngineReadsByDefault() {
		assertThat(properties()).filteredOn((property) -> property.name().equals("migrations.locations"))
			.extracting(Property::defaultValue)
			.containsExactly(MigratorSettings.DEFAULT_LOCATION);
	}

	static List<Property> properties() {
		return ConfigurationMetadata.read().properties();
	}

}
