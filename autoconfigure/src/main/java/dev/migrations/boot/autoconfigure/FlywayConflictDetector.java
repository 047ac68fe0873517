package dev.migrations.boot.autoconfigure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.InvalidSettingsException;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Stops an application in which Flyway would apply the same files.
 * <p>
 * A {@link Flyway} bean counts as a database initializer that comes before ours, so it is
 * created before either has migrated; it is looked at before its own initialization, in
 * which it may migrate.
 */
final class FlywayConflictDetector implements BeanPostProcessor, EnvironmentAware {

	private static final String FLYWAY_FILE_PREFIX = "filesystem:";

	private static final String FILE_PREFIX = "file:";

	private MigrationLocations locations = new MigrationLocations(List.of());

	@Override
	public void setEnvironment(Environment environment) {
		this.locations = MigrationLocations.from(environment);
	}

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof Flyway flyway) {
			for (Object location : flyway.getConfiguration().getLocations()) {
				check(location.toString());
			}
		}
		return bean;
	}

	private void check(String flywayLocation) {
		Directory theirs = Directory.of(flywayLocation);
		for (String location : this.locations.forEveryVendor()) {
			if (Directory.of(location).overlaps(theirs)) {
				throw new InvalidSettingsException(
						"Flyway is active and would apply the same files: its location '" + flywayLocation
								+ "' overlaps with '" + location + "' of migrations.locations. Neither has run.",
						"Remove Flyway from the class path, or set spring.flyway.enabled=false; or set "
								+ "migrations.locations to another directory; or set migrations.enabled=false to let "
								+ "Flyway go on alone.");
			}
		}
	}

	/**
	 * Directory that two tools may name in different ways.
	 *
	 * @param kind what the path is looked up in
	 * @param segments the path's folders, up to the first one with a wildcard
	 */
	private record Directory(String kind, List<String> segments) {

		static Directory of(String location) {
			if (location.startsWith(FLYWAY_FILE_PREFIX)) {
				return ofFile(location.substring(FLYWAY_FILE_PREFIX.length()));
			}
			if (location.startsWith(FILE_PREFIX)) {
				return ofFile(location.substring(FILE_PREFIX.length()));
			}
			String path = location.startsWith(ResourceLoader.CLASSPATH_URL_PREFIX)
					? location.substring(ResourceLoader.CLASSPATH_URL_PREFIX.length()) : location;
			return of(ResourceLoader.CLASSPATH_URL_PREFIX, path);
		}

		private static Directory ofFile(String path) {
			int fixed = 0;
			while (fixed < path.length() && !isWildcard(path.charAt(fixed))) {
				fixed++;
			}
			String absolute = Path.of(path.substring(0, fixed)).toAbsolutePath().normalize().toString();
			return of(FILE_PREFIX, absolute.replace('\\', '/'));
		}

		private static Directory of(String kind, String path) {
			List<String> segments = new ArrayList<>();
			for (String segment : path.split("/")) {
				if (segment.chars().anyMatch(Directory::isWildcard)) {
					break;
				}
				if (!segment.isEmpty()) {
					segments.add(segment);
				}
			}
			return new Directory(kind, segments);
		}

		private static boolean isWildcard(int character) {
			return character == '*' || character == '?';
		}

		boolean overlaps(Directory other) {
			int common = Math.min(this.segments.size(), other.segments.size());
			return this.kind.equals(other.kind)
					&& this.segments.subList(0, common).equals(other.segments.subList(0, common));
		}

	}

}
