package dev.migrations.boot.autoconfigure;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

/**
 * The database that a running test says it has. What the application's configuration
 * names gives way to it, as that is a database that no test shall reach.
 * <p>
 * A test says so by the connection details of a container, by a {@code DataSource} bean
 * that it brings along, or by setting {@code spring.datasource.*}. Outside of tests
 * nothing is said.
 */
final class DatabaseOfTest {

	/**
	 * What Spring Boot makes of {@code spring.datasource.*}.
	 */
	private static final String OF_PROPERTIES = "org.springframework.boot.jdbc.autoconfigure.PropertiesJdbcConnectionDetails";

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	DatabaseOfTest(Environment environment, ListableBeanFactory beanFactory) {
		this.environment = environment;
		this.beanFactory = beanFactory;
	}

	/**
	 * Whether the test itself sets a property, and leaves another to the application.
	 */
	boolean prefers(String property, String other) {
		return sets(property) && !sets(other);
	}

	/**
	 * Whether a test runs and leaves two properties to the application.
	 */
	boolean leaves(String property, String other) {
		return PropertiesOfTest.arePresent(this.environment) && !sets(property) && !sets(other);
	}

	private boolean sets(String property) {
		return PropertiesOfTest.arePresent(this.environment) && PropertiesOfTest.include(this.environment, property);
	}

	/**
	 * Whether the test brings a bean along.
	 */
	boolean brings(DataSource bean) {
		return PropertiesOfTest.arePresent(this.environment)
				&& BeansOfTest.include(this.beanFactory, DataSource.class, bean);
	}

	/**
	 * Whether it takes the place of what a property means.
	 * @param property the property, which is set
	 */
	boolean replaces(String property) {
		return PropertiesOfTest.arePresent(this.environment)
				&& (isOfContainer() || PropertiesOfTest.isDatabaseSetOver(this.environment, property, null)
						|| (!sets(property) && BeansOfTest.haveDataSource(this.beanFactory)));
	}

	/**
	 * Whether it takes the place of a bean that a property names.
	 * @param property the property, which is set
	 * @param bean the bean, and the database behind it
	 */
	boolean replaces(String property, MigrationDataSourceChoice bean) {
		return PropertiesOfTest.arePresent(this.environment) && !sets(property) && !isOfTest(bean)
				&& (isSaidByBeans() || PropertiesOfTest.isDatabaseSetOver(this.environment, property, url(bean)));
	}

	/**
	 * Whether it takes the place of a bean with
	 * {@link MigrationDataSource @MigrationDataSource}.
	 * @param marked the bean, and the database behind it
	 */
	boolean replaces(MigrationDataSourceChoice marked) {
		return PropertiesOfTest.arePresent(this.environment) && !isOfTest(marked)
				&& (isSaidByBeans() || sets("migrations.url") || PropertiesOfTest.includeDatabase(this.environment));
	}

	/**
	 * Whether the {@code DataSource} of the application takes the place of connection
	 * details that a bean gives. Containers have such beans, and of several only the
	 * first one has, wherever the application is connected to.
	 * <p>
	 * A {@code DataSource} beside containers is the test's also where an application is
	 * developed with them.
	 */
	boolean replaces(MigrationConnectionDetails details, DataSource application) {
		MigrationDataSourceChoice own = new MigrationDataSourceChoice(application, application);
		return !(details instanceof PropertiesMigrationConnectionDetails)
				&& !own.database().equals(details.getJdbcUrl()) && isOfTest(own)
				&& !BeansOfTest.include(this.beanFactory, MigrationConnectionDetails.class, details);
	}

	/**
	 * Whether the test brings a bean along, or says itself which database it connects to.
	 */
	private boolean isOfTest(MigrationDataSourceChoice bean) {
		String url = url(bean);
		return BeansOfTest.include(this.beanFactory, DataSource.class, bean.migrated()) || (url != null
				&& PropertiesOfTest.arePresent(this.environment) && PropertiesOfTest.includeUrl(this.environment, url));
	}

	private boolean isSaidByBeans() {
		return isOfContainer() || BeansOfTest.haveDataSource(this.beanFactory);
	}

	private boolean isOfContainer() {
		JdbcConnectionDetails details = this.beanFactory.getBeanProvider(JdbcConnectionDetails.class).getIfUnique();
		return details != null && !details.getClass().getName().equals(OF_PROPERTIES);
	}

	private static @Nullable String url(MigrationDataSourceChoice bean) {
		return (bean.database() instanceof String url) ? url : null;
	}

}
