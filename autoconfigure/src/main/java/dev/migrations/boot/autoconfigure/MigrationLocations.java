package dev.migrations.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.settings.MigratorSettings;

import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Locations as the environment gives them, for what has to know them before a database is
 * reached.
 *
 * @param locations the locations, with {@code {vendor}} as it stands
 */
record MigrationLocations(List<String> locations) {

	private static final String VENDOR = "{vendor}";

	private static final String COMMON = "common";

	static MigrationLocations from(Environment environment) {
		Set<String> databases = ConfiguredDatabases.from(environment).names();
		List<String> general = bound(environment, "migrations.locations").orElse(List.of());
		if (databases.isEmpty()) {
			return new MigrationLocations(general.isEmpty() ? List.of(MigratorSettings.DEFAULT_LOCATION) : general);
		}
		return new MigrationLocations(databases.stream()
			.filter(ConfigurationPropertyName::isValid)
			.flatMap((name) -> bound(environment, "migrations.databases." + name + ".locations")
				.orElse(general.isEmpty() ? List.of(MigratorSettings.DEFAULT_LOCATION + "/" + name) : general)
				.stream())
			.distinct()
			.toList());
	}

	/**
	 * These and the locations of tenants.
	 */
	static MigrationLocations withTenants(Environment environment) {
		List<String> all = new ArrayList<>(from(environment).locations());
		all.addAll(bound(environment, "migrations.tenants.locations")
			.orElse(MigrationProperties.Tenants.DEFAULTS.locations()));
		return new MigrationLocations(List.copyOf(all));
	}

	private static Optional<List<String>> bound(Environment environment, String property) {
		BindResult<List<String>> result = Binder.get(environment).bind(property, Bindable.listOf(String.class));
		return result.isBound() ? Optional.of(result.get()) : Optional.empty();
	}

	/**
	 * The locations with every folder that {@code {vendor}} may stand for.
	 * @return the locations, each once
	 */
	List<String> forEveryVendor() {
		return this.locations.stream().flatMap(MigrationLocations::forEveryVendor).distinct().toList();
	}

	private static Stream<String> forEveryVendor(String location) {
		if (!location.contains(VENDOR)) {
			return Stream.of(location);
		}
		Stream<String> folders = Stream.of(Vendor.values()).map(Vendor::folders).flatMap(List::stream);
		return Stream.concat(folders, Stream.of(COMMON)).map((folder) -> location.replace(VENDOR, folder));
	}

}
