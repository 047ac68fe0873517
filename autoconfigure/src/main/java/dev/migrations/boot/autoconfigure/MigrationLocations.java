package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.settings.MigratorSettings;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
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
		return new MigrationLocations(Binder.get(environment)
			.bind("migrations.locations", Bindable.listOf(String.class))
			.orElse(List.of(MigratorSettings.DEFAULT_LOCATION)));
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
