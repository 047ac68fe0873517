package dev.migrations.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
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
	 * @param url a URL that stands for the property as well, wherever it is set; null if
	 * there is none
	 */
	static boolean isDatabaseSetOver(Environment environment, String property, @Nullable String url) {
		ConfigurationPropertyName below = ConfigurationPropertyName.of(property);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getConfigurationProperty(below) != null || (url != null && has(source, url, environment))) {
				return false;
			}
			if (setsDatabase(source)) {
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
		return own(environment).stream().anyMatch((source) -> source.getConfigurationProperty(name) != null);
	}

	/**
	 * Whether the test itself sets the database of the application.
	 */
	static boolean includeDatabase(Environment environment) {
		return own(environment).stream().anyMatch(PropertiesOfTest::setsDatabase);
	}

	/**
	 * Whether the test itself sets a property, of whatever name, to a URL.
	 */
	static boolean includeUrl(Environment environment, String url) {
		return own(environment).stream().anyMatch((source) -> has(source, url, environment));
	}

	private static List<ConfigurationPropertySource> own(Environment environment) {
		List<ConfigurationPropertySource> own = new ArrayList<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.getUnderlyingSource() instanceof PropertySource<?> underlying
					&& underlying.getName().equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME)) {
				break;
			}
			own.add(source);
		}
		return own;
	}

	private static boolean setsDatabase(ConfigurationPropertySource source) {
		return DATABASE.stream()
			.anyMatch((name) -> source.getConfigurationProperty(ConfigurationPropertyName.of(name)) != null);
	}

	/**
	 * Only what is called a URL is looked at: to ask for the value of another property
	 * may do anything where a test computes it.
	 */
	private static boolean has(ConfigurationPropertySource source, String url, Environment environment) {
		return source instanceof IterableConfigurationPropertySource iterable && iterable.stream()
			.filter((name) -> name.getLastElement(Form.UNIFORM).endsWith("url"))
			.map(source::getConfigurationProperty)
			.anyMatch((property) -> property != null
					&& url.equals(environment.resolvePlaceholders(String.valueOf(property.getValue()))));
	}

}
