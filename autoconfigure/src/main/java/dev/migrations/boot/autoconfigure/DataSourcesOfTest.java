package dev.migrations.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * {@code DataSource} beans that a test brings along: from a class with
 * {@code @TestConfiguration}, or from any class inside of the test's own.
 */
final class DataSourcesOfTest {

	/**
	 * Annotations of such classes, and of tests themselves. They are on no class path but
	 * that of tests.
	 */
	private static final List<String> ANNOTATIONS = List.of("org.springframework.boot.test.context.TestConfiguration",
			"org.springframework.test.context.BootstrapWith");

	private DataSourcesOfTest() {
	}

	/**
	 * Whether there is one that the application may be given.
	 */
	static boolean arePresent(ListableBeanFactory beanFactory) {
		if (beanFactory instanceof ConfigurableListableBeanFactory factory) {
			for (String name : factory.getBeanNamesForType(DataSource.class, true, false)) {
				if (factory.containsBeanDefinition(name) && OnDatabase.isCandidate(factory, name)
						&& isOfTest(factory.getBeanDefinition(name), factory)) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isOfTest(BeanDefinition definition, ConfigurableListableBeanFactory factory) {
		Class<?> source = sourceOf(definition, factory);
		if (source == null) {
			return false;
		}
		MergedAnnotations annotations = MergedAnnotations.search(SearchStrategy.TYPE_HIERARCHY)
			.withEnclosingClasses((type) -> true)
			.from(source);
		return ANNOTATIONS.stream().anyMatch(annotations::isPresent);
	}

	/**
	 * A static method has no bean that it belongs to, but a class.
	 */
	private static @Nullable Class<?> sourceOf(BeanDefinition definition, ConfigurableListableBeanFactory factory) {
		if (definition.getFactoryBeanName() != null) {
			return factory.getType(definition.getFactoryBeanName(), false);
		}
		String name = definition.getBeanClassName();
		return (name != null) ? ClassUtils.resolveClassName(name, factory.getBeanClassLoader()) : null;
	}

}
