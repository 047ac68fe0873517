package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.Migrator;
import dev.migrations.model.InvalidSettingsException;

import org.springframework.context.ApplicationContext;

/**
 * Databases of the application by name.
 */
final class Databases {

	private static final String SUFFIX = "Migrator";

	private final ApplicationContext context;

	private final Map<String, String> beanNames = new LinkedHashMap<>();

	Databases(ApplicationContext context) {
		this.context = context;
		for (String beanName : context.getBeanNamesForType(Migrator.class, true, false)) {
			this.beanNames.put(database(beanName), beanName);
		}
	}

	private static String database(String beanName) {
		if (beanName.equalsIgnoreCase(SUFFIX)) {
			return "default";
		}
		return beanName.endsWith(SUFFIX) ? beanName.substring(0, beanName.length() - SUFFIX.length()) : beanName;
	}

	/**
	 * The names of the wanted databases.
	 * @param wanted which ones; none for all
	 */
	List<String> select(List<String> wanted) {
		if (this.beanNames.isEmpty()) {
			throw new InvalidSettingsException("This application has no database to migrate.",
					"Add a JDBC driver and set spring.datasource.url, or set migrations.url.");
		}
		for (String name : wanted) {
			if (!this.beanNames.containsKey(name)) {
				throw new InvalidSettingsException("There is no database '" + name + "' in this application.",
						"Name one of these: " + String.join(", ", this.beanNames.keySet()) + ".");
			}
		}
		return wanted.isEmpty() ? List.copyOf(this.beanNames.keySet()) : List.copyOf(wanted);
	}

	Migrator get(String name) {
		return this.context.getBean(this.beanNames.getOrDefault(name, name), Migrator.class);
	}

}
