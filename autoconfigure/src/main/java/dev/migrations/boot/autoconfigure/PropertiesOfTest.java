package dev.migrations.boot.autoconfigure;

import java.util.Set;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Properties while a test runs.
 */
final class PropertiesOfTest {

	/**
	 * Every test of Spring Boot has the first, and every test with
	 * {@code @DynamicPropertySource} the second.
	 */
	private static final Set<String> SOURCES = Set.of("Inlined Test Properties", "Dynamic Test Properties");

	private PropertiesOfTest() {
	}

	/**
	 * Whether a test runs.
	 */
	static boolean arePresent(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (SOURCES.contains(source.getName())) {
					return true;
				}
			}
		}
		return false;
	}

	/**
	 * Whether one property is set over another: by a source that comes before that of the
	 * other, or while the other is not set.
	 */
	static boolean isSetOver(Environment environment, String property, String other) {
		ConfigurationPropertyName over = ConfigurationPropertyName.of(property);
		ConfigurationPropertyName below = ConfigurationPropertyName.of(other);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getConfigurationProperty(below) != null) {
				return false;
			}
			if (source.getConfigurationProperty(over) != null) {
				return true;
			}
		}
		return false;
	}

}
