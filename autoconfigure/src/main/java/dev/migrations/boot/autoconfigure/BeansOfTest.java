package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Beans that a test brings along: from a class with {@code @TestConfiguration}, from any
 * class inside of the test's own, or by {@code @TestBean}.
 */
final class BeansOfTest {

	/**
	 * Annotations of such classes, and of tests themselves. They are on no class path but
	 * that of tests.
	 */
	private static final List<String> ANNOTATIONS = List.of("org.springframework.boot.test.context.TestConfiguration",
			"org.springframework.test.context.BootstrapWith");

	/**
	 * Annotation of a field of a test, which the definition of its bean remembers.
	 */
	private static final String TEST_BEAN = "org.springframework.test.context.bean.override.convention.TestBean";

	private BeansOfTest() {
	}

	/**
	 * Whether there is a {@code DataSource} among them that the application may be given.
	 */
	static boolean haveDataSource(ListableBeanFactory beanFactory) {
		return beanFactory instanceof ConfigurableListableBeanFactory factory
				&& names(factory, DataSource.class).stream().anyMatch((name) -> OnDatabase.isCandidate(factory, name));
	}

	/**
	 * Whether a bean of some type is one of them.
	 */
	static <T> boolean include(ListableBeanFactory beanFactory, Class<T> type, T bean) {
		return beanFactory instanceof ConfigurableListableBeanFactory factory
				&& names(factory, type).stream().anyMatch((name) -> factory.getBean(name) == bean);
	}

	private static List<String> names(ConfigurableListableBeanFactory factory, Class<?> type) {
		return Stream.of(factory.getBeanNamesForType(type, true, false))
			.filter((name) -> factory.containsBeanDefinition(name)
					&& isOfTest(factory.getBeanDefinition(name), factory))
			.toList();
	}

	private static boolean isOfTest(BeanDefinition definition, ConfigurableListableBeanFactory factory) {
		if (definition instanceof RootBeanDefinition root && root.getQualifiedElement() != null
				&& MergedAnnotations.from(root.getQualifiedElement()).isPresent(TEST_BEAN)) {
			return true;
		}
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
