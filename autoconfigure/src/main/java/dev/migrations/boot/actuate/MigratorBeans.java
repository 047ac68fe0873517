package dev.migrations.boot.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.migrations.Migrator;

import org.springframework.context.ApplicationContext;

/**
 * Migrators of one context by the name of their database. That name is the bean's without
 * {@code Migrator} at its end, so {@code ordersMigrator} migrates {@code orders};
 * {@code migrator} alone, which is how the auto-configured one is called, migrates
 * {@code default}.
 */
final class MigratorBeans {

	private static final String SUFFIX = "Migrator";

	private final ApplicationContext context;

	private final Map<String, String> beanNames = new LinkedHashMap<>();

	MigratorBeans(ApplicationContext context) {
		this.context = context;
		for (String beanName : context.getBeanNamesForType(Migrator.class)) {
			this.beanNames.put(database(beanName), beanName);
		}
	}

	private static String database(String beanName) {
		if (beanName.equalsIgnoreCase(SUFFIX)) {
			return "default";
		}
		return beanName.endsWith(SUFFIX) ? beanName.substring(0, beanName.length() - SUFFIX.length()) : beanName;
	}

	Set<String> databases() {
		return this.beanNames.keySet();
	}

	Migrator get(String database) {
		String beanName = this.beanNames.get(database);
		if (beanName == null) {
			throw new IllegalArgumentException("There is no migrator of a database '" + database + "'");
		}
		return this.context.getBean(beanName, Migrator.class);
	}

}
