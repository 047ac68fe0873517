package dev.migrations.boot.autoconfigure;

import dev.migrations.TenantMigrators;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Keeps the migrations of the locations that are configured while the application is
 * built, and no other resources, in a native image.
 */
final class MigrationResourceHintsAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		boolean configured = has(beanFactory, DatabaseMigrators.class) || has(beanFactory, TenantMigrators.class);
		if (!configured || !beanFactory.containsBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME)) {
			return null;
		}
		Environment environment = beanFactory.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		MigrationLocations locations = MigrationLocations.withTenants(environment);
		return (context, code) -> locations.forEveryVendor()
			.stream()
			.filter((location) -> location.startsWith(ResourceLoader.CLASSPATH_URL_PREFIX))
			.map(MigrationResourceHintsAotProcessor::pattern)
			.forEach(context.getRuntimeHints().resources()::registerPattern);
	}

	private static boolean has(ConfigurableListableBeanFactory beanFactory, Class<?> type) {
		return beanFactory.getBeanNamesForType(type, true, false).length > 0;
	}

	private static String pattern(String location) {
		String path = location.substring(ResourceLoader.CLASSPATH_URL_PREFIX.length());
		int start = 0;
		int end = path.length();
		while (start < end && path.charAt(start) == '/') {
			start++;
		}
		while (end > start && path.charAt(end - 1) == '/') {
			end--;
		}
		return (start < end) ? path.substring(start, end) + "/**/*.sql" : "**/*.sql";
	}

}
