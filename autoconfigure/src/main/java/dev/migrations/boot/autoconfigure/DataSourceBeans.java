package dev.migrations.boot.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * {@code DataSource} beans of an application by their names and qualifiers.
 */
final class DataSourceBeans {

	/**
	 * What Spring Boot puts in place of a data source that a test replaces.
	 */
	private static final String OF_TEST = "org.springframework.boot.jdbc.test.autoconfigure.";

	private final ListableBeanFactory beanFactory;

	DataSourceBeans(ListableBeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	/**
	 * The bean that a property names.
	 * @param name the bean's name or qualifier
	 * @param property the property, for the message
	 * @return the bean
	 * @throws InvalidSettingsException if there is none, or several have the qualifier
	 */
	DataSource named(String name, String property) {
		DataSource found = find(List.of(name), property);
		if (found == null) {
			throw new InvalidSettingsException(
					property + " names '" + name + "', and there is no DataSource bean of that name. " + list(),
					"Set " + property + " to the name or the qualifier of a DataSource bean, or remove it.");
		}
		return found;
	}

	/**
	 * The bean with one of some names or qualifiers.
	 * @param names the names
	 * @param property what the names come from, for the message
	 * @return the bean; null if there is none
	 * @throws InvalidSettingsException if there are several
	 */
	@Nullable DataSource find(Collection<String> names, String property) {
		List<String> found = Stream.of(all())
			.filter((bean) -> BeanFactoryAnnotationUtils.isQualifierMatch(names::contains, bean, this.beanFactory))
			.toList();
		if (found.size() > 1) {
			throw new InvalidSettingsException(
					property + " fits several DataSource beans: " + String.join(", ", found) + ".",
					"Set it to the name of one of them.");
		}
		return found.isEmpty() ? null : this.beanFactory.getBean(found.get(0), DataSource.class);
	}

	/**
	 * The bean that a test has put in place of the application's own, as test slices do.
	 * @return the bean; null outside of such tests
	 */
	@Nullable DataSource ofTest() {
		if (this.beanFactory instanceof ConfigurableListableBeanFactory factory) {
			for (String name : factory.getBeanNamesForType(DataSource.class, true, false)) {
				if (factory.containsBeanDefinition(name) && isOfTest(factory.getBeanDefinition(name))) {
					return factory.getBean(name, DataSource.class);
				}
			}
		}
		return null;
	}

	/**
	 * It replaces one by a class of its own, and adds one by its configuration, whose
	 * bean has the name of the class.
	 */
	private static boolean isOfTest(BeanDefinition definition) {
		return String.valueOf(definition.getBeanClassName()).startsWith(OF_TEST)
				|| String.valueOf(definition.getFactoryBeanName()).startsWith(OF_TEST);
	}

	boolean isEmpty() {
		return all().length == 0;
	}

	/**
	 * The names of all, as a sentence.
	 */
	String list() {
		return isEmpty() ? "There are no DataSource beans."
				: "These DataSource beans were found: " + String.join(", ", all()) + ".";
	}

	private String[] all() {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, DataSource.class);
	}

}
