package dev.migrations.boot.command;

import java.util.List;

import dev.migrations.boot.autoconfigure.MigrationInitializer;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.convert.ConversionService;

/**
 * Context of an application that executes a command. It has the application's own
 * definitions and creates nothing by itself: no singletons, no listeners, nothing with a
 * life cycle. What a command asks for is created with what that needs.
 */
final class CommandApplicationContext extends GenericApplicationContext {

	CommandApplicationContext() {
		addBeanFactoryPostProcessor(CommandApplicationContext::keepFromMigrating);
	}

	/**
	 * Whatever uses the database depends on the initializer, which would migrate.
	 */
	private static void keepFromMigrating(ConfigurableListableBeanFactory factory) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) factory;
		for (String name : factory.getBeanNamesForType(MigrationInitializer.class, true, false)) {
			if (registry.containsBeanDefinition(name)) {
				registry.removeBeanDefinition(name);
				registry.registerBeanDefinition(name,
						new RootBeanDefinition(MigrationInitializer.class, () -> new MigrationInitializer(List.of())));
			}
		}
	}

	/**
	 * Events are kept and published to nobody.
	 */
	@Override
	protected void registerListeners() {
	}

	/**
	 * Prepares the factory as every context does, but asks it for no bean of the
	 * application: neither for all singletons, nor for those that want to transform
	 * classes, of which JPA is one.
	 */
	@Override
	protected void finishBeanFactoryInitialization(ConfigurableListableBeanFactory factory) {
		if (factory.containsBean(CONVERSION_SERVICE_BEAN_NAME)
				&& factory.isTypeMatch(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class)) {
			factory.setConversionService(factory.getBean(CONVERSION_SERVICE_BEAN_NAME, ConversionService.class));
		}
		if (!factory.hasEmbeddedValueResolver()) {
			factory.addEmbeddedValueResolver((text) -> getEnvironment().resolvePlaceholders(text));
		}
		factory.freezeConfiguration();
	}

	/**
	 * Starts nothing that has a life cycle, and does not say that the application is
	 * there.
	 */
	@Override
	protected void finishRefresh() {
	}

}
