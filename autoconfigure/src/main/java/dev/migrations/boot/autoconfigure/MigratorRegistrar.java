package dev.migrations.boot.autoconfigure;

import java.util.Set;

import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.settings.DatabaseSettings;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers the migrators, unless the application brings one of its own, and their group,
 * unless it brings that.
 * <ul>
 * <li>For the only database it is the bean {@code migrator}.</li>
 * <li>For each of {@code migrations.databases} there is one: the database {@code orders}
 * has the bean {@code ordersMigrator}, with the qualifier {@code orders}. They are
 * migrated together by the bean {@code migratorGroup}.</li>
 * </ul>
 * All are lazy: where migrations are disabled, no data source is chosen before something
 * asks for its migrator.
 * <p>
 * Definitions are registered here and not by annotated methods because their number
 * depends on the environment, and because Spring would read and weigh the annotations of
 * two more classes at every start.
 */
final class MigratorRegistrar implements ImportBeanDefinitionRegistrar {

	private static final String MIGRATORS = "databaseMigrators";

	private final Environment environment;

	private final BeanFactory beanFactory;

	MigratorRegistrar(Environment environment, BeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		if (isBrought(Migrator.class)) {
			return;
		}
		RootBeanDefinition migrators = new RootBeanDefinition(DatabaseMigrators.class);
		migrators.setLazyInit(true);
		registry.registerBeanDefinition(MIGRATORS, migrators);
		Set<String> databases = ConfiguredDatabases.from(this.environment).names();
		if (databases.isEmpty()) {
			registry.registerBeanDefinition("migrator", migrator(DatabaseSettings.DEFAULT_NAME));
			return;
		}
		for (String name : databases) {
			RootBeanDefinition migrator = migrator(name);
			migrator.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
			registry.registerBeanDefinition(MigratorBeans.beanName(name), migrator);
		}
		if (!isBrought(MigratorGroup.class)) {
			registry.registerBeanDefinition("migratorGroup", madeBy("group", MigratorGroup.class));
		}
	}

	private boolean isBrought(Class<?> type) {
		return this.beanFactory instanceof ConfigurableListableBeanFactory beans
				&& OnDatabase.candidate(beans, type) != null;
	}

	private static RootBeanDefinition migrator(String database) {
		RootBeanDefinition definition = madeBy("migrator", Migrator.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, database);
		return definition;
	}

	private static RootBeanDefinition madeBy(String method, Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition();
		definition.setTargetType(type);
		definition.setFactoryBeanName(MIGRATORS);
		definition.setFactoryMethodName(method);
		definition.setAutowireMode(AutowireCapableBeanFactory.AUTOWIRE_CONSTRUCTOR);
		definition.setLazyInit(true);
		return definition;
	}

}
