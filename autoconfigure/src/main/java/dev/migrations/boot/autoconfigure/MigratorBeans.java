package dev.migrations.boot.autoconfigure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.migrations.Migrator;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;

/**
 * Migrators of a context by the name of their database. That name is the bean's without
 * {@code Migrator} at its end, so {@code ordersMigrator} migrates {@code orders};
 * {@code migrator} alone, which is how the auto-configured one is called, migrates
 * {@code default}.
 */
public final class MigratorBeans {

	private static final String SUFFIX = "Migrator";

	private final ApplicationContext context;

	private final Map<String, String> beanNames = new LinkedHashMap<>();

	/**
	 * Looks for the migrators of a context, and creates none of them.
	 * @param context the context, without its parents
	 */
	public MigratorBeans(ApplicationContext context) {
		this(context, context.getBeanNamesForType(Migrator.class, true, false));
	}

	private MigratorBeans(ApplicationContext context, String[] beanNames) {
		this.context = context;
		for (String beanName : beanNames) {
			this.beanNames.put(database(beanName), beanName);
		}
	}

	/**
	 * Looks for the migrators of a context and of its parents, and creates none of them.
	 * @param context the context
	 * @return the migrators; of two for databases of one name that of the inner context
	 */
	public static MigratorBeans withParents(ApplicationContext context) {
		return new MigratorBeans(context,
				BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, Migrator.class, true, false));
	}

	/**
	 * The name of the bean that migrates a database.
	 */
	static String beanName(String database) {
		return database + SUFFIX;
	}

	private static String database(String beanName) {
		if (beanName.equalsIgnoreCase(SUFFIX)) {
			return "default";
		}
		return beanName.endsWith(SUFFIX) ? beanName.substring(0, beanName.length() - SUFFIX.length()) : beanName;
	}

	/**
	 * The databases that there are.
	 * @return their names
	 */
	public Set<String> databases() {
		return this.beanNames.keySet();
	}

	/**
	 * The migrator of a database.
	 * @param database the name of the database
	 * @return the migrator
	 */
	public Migrator get(String database) {
		String beanName = this.beanNames.get(database);
		if (beanName == null) {
			throw new IllegalArgumentException("There is no migrator of a database '" + database + "'");
		}
		return this.context.getBean(beanName, Migrator.class);
	}

}
