package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.Set;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Properties while a test runs.
 */
final class PropertiesOfTest {

	/**
	 * Every test of Spring Boot has the first, and every test with
	 * {@code @DynamicPropertySource} the second.
	 */
	private static final Set<String> SOURCES = Set.of("Inlined Test Properties", "Dynamic Test Properties");

	/**
	 * What says where the database of the application is, by the names of Spring Boot.
	 */
	private static final List<String> DATABASE = List.of("spring.datasource.url", "spring.datasource.jndi-name",
			"spring.datasource.hikari.jdbc-url", "spring.datasource.tomcat.url", "spring.datasource.dbcp2.url");

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
	 * Whether the database of the application is set over a property: by a source that
	 * comes before that of the property, or while the property is not set.
	 */
	static boolean isDatabaseSetOver(Environment environment, String property) {
		List<ConfigurationPropertyName> over = DATABASE.stream().map(ConfigurationPropertyName::of).toList();
		ConfigurationPropertyName below = ConfigurationPropertyName.of(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getConfigurationProperty(below) != null) {
				return false;
			}
			if (over.stream().anyMatch((name) -> source.getConfigurationProperty(name) != null)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the test itself sets a property: by a source that comes before those of the
	 * machine and of the application's files.
	 */
	static boolean include(Environment environment, String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getUnderlyingSource() instanceof PropertySource<?> underlying
					&& underlying.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				return false;
			}
			if (source.getConfigurationProperty(name) != null) {
				return true;
			}
		}
		return false;
	}

}
