package dev.migrations.boot.autoconfigure;

import java.util.Set;

import dev.migrations.Migrator;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers a {@link Migrator} for each of {@code migrations.databases}: the database
 * {@code orders} has the bean {@code ordersMigrator}, with the qualifier {@code orders}.
 */
final class DatabaseMigratorRegistrar implements ImportBeanDefinitionRegistrar, EnvironmentAware {

	private ConfiguredDatabases databases = new ConfiguredDatabases(Set.of());

	@Override
	public void setEnvironment(Environment environment) {
		this.databases = ConfiguredDatabases.from(environment);
	}

	@Override
	public void registerBeanDefinitions(AnnotationMetadata metadata, BeanDefinitionRegistry registry) {
		for (String name : this.databases.names()) {
			RootBeanDefinition definition = new RootBeanDefinition();
			definition.setTargetType(Migrator.class);
			definition.setFactoryBeanName("databaseMigrators");
			definition.setFactoryMethodName("migrator");
			definition.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
			definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, name));
			definition.setLazyInit(true);
			registry.registerBeanDefinition(MigratorBeans.beanName(name), definition);
		}
	}

}
