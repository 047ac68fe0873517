package dev.migrations.boot.autoconfigure;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Chooses what the auto-configured migrator connects to.
 * <ol>
 * <li>The bean that {@code migrations.data-source} names.</li>
 * <li>Otherwise the bean with {@link MigrationDataSource @MigrationDataSource}.</li>
 * <li>Otherwise the URL of the connection details, through connections that no pool
 * keeps.</li>
 * <li>Otherwise the only {@code DataSource}, or the primary one.</li>
 * <li>With another user, the first and the fourth only lend their URL.</li>
 * </ol>
 */
final class MigrationDataSourceSelector {

	private static final String WAYS_OUT = "Set migrations.data-source to the name of one of them, annotate one with "
			+ "@MigrationDataSource, make one @Primary, or set migrations.url.";

	private final MigrationProperties properties;

	private final MigrationConnectionDetails connectionDetails;

	private final ObjectProvider<DataSource> dataSources;

	private final ObjectProvider<DataSource> markedDataSources;

	private final ListableBeanFactory beanFactory;

	MigrationDataSourceSelector(MigrationProperties properties, MigrationConnectionDetails connectionDetails,
			ObjectProvider<DataSource> dataSources, ObjectProvider<DataSource> markedDataSources,
			ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.dataSources = dataSources;
		this.markedDataSources = markedDataSources;
		this.beanFactory = beanFactory;
	}

	MigrationDataSourceChoice select() {
		String name = this.properties.dataSource();
		if (name != null) {
			DataSource named = named(name);
			return new MigrationDataSourceChoice(asUser(named, this.properties.username(), this.properties.password()),
					named);
		}
		DataSource application = this.dataSources.getIfUnique();
		DataSource marked = marked();
		if (marked != null) {
			return new MigrationDataSourceChoice(marked, application);
		}
		String url = this.connectionDetails.getJdbcUrl();
		if (url != null) {
			return new MigrationDataSourceChoice(connectedTo(url), application);
		}
		if (application == null) {
			throw undecided();
		}
		return new MigrationDataSourceChoice(
				asUser(application, this.connectionDetails.getUsername(), this.connectionDetails.getPassword()),
				application);
	}

	private DataSource named(String name) {
		if (this.properties.url() != null) {
			throw new InvalidSettingsException("Both migrations.data-source (" + name + ") and migrations.url are set.",
					"Remove one of them: the database is either that of the bean or the one at the URL.");
		}
		if (!this.beanFactory.containsBean(name) || !this.beanFactory.isTypeMatch(name, DataSource.class)) {
			throw new InvalidSettingsException("migrations.data-source names '" + name
					+ "', and there is no DataSource bean of that name. " + found(),
					"Set migrations.data-source to the name of a DataSource bean, or remove it.");
		}
		return this.beanFactory.getBean(name, DataSource.class);
	}

	private @Nullable DataSource marked() {
		List<DataSource> marked = this.markedDataSources.stream().toList();
		if (marked.size() > 1) {
			throw new InvalidSettingsException(
					marked.size() + " DataSource beans are annotated with @MigrationDataSource.",
					"Keep the annotation on one of them, or set migrations.data-source to the name of one.");
		}
		return marked.isEmpty() ? null : marked.get(0);
	}

	private DataSource connectedTo(String url) {
		String username = this.connectionDetails.getUsername();
		String password = this.connectionDetails.getPassword();
		String driverClassName = this.connectionDetails.getDriverClassName();
		try {
			if (driverClassName == null) {
				return new SimpleDriverDataSource(DriverManager.getDriver(url), url, (username != null) ? username : "",
						(password != null) ? password : "");
			}
			return DataSourceBuilder.create()
				.type(SimpleDriverDataSource.class)
				.driverClassName(driverClassName)
				.url(url)
				.username(username)
				.password(password)
				.build();
		}
		catch (SQLException | RuntimeException ex) {
			throw new InvalidSettingsException(
					"There is no JDBC driver for the URL to migrate through, which begins with '" + beginning(url)
							+ "'.",
					"Check migrations.url, and add the driver of that database to the class path"
							+ ((driverClassName != null) ? " (it holds " + driverClassName + ")." : "."));
		}
	}

	private static DataSource asUser(DataSource dataSource, @Nullable String username, @Nullable String password) {
		if (username == null) {
			return dataSource;
		}
		try {
			return DataSourceBuilder.derivedFrom(dataSource)
				.type(SimpleDriverDataSource.class)
				.username(username)
				.password(password)
				.build();
		}
		catch (RuntimeException ex) {
			throw new InvalidSettingsException(
					"migrations.username is set, and the URL to connect to with it cannot be read from a DataSource of type "
							+ dataSource.getClass().getName() + ".",
					"Set migrations.url as well, or annotate a DataSource bean of that user with @MigrationDataSource.");
		}
	}

	private InvalidSettingsException undecided() {
		String[] names = dataSourceNames();
		if (names.length == 0) {
			return new InvalidSettingsException("There is no DataSource to migrate.",
					"Set spring.datasource.url for the application, or migrations.url for migrations alone.");
		}
		return new InvalidSettingsException("It is not clear which database to migrate. " + found(), WAYS_OUT);
	}

	private String found() {
		String[] names = dataSourceNames();
		return (names.length == 0) ? "There are no DataSource beans."
				: "These DataSource beans were found: " + String.join(", ", names) + ".";
	}

	private String[] dataSourceNames() {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, DataSource.class);
	}

	/**
	 * The part of a URL that names the product, which holds no secret.
	 */
	private static String beginning(String url) {
		int end = url.indexOf(':', url.indexOf(':') + 1);
		return (url.startsWith("jdbc:") && end > 0) ? url.substring(0, end + 1) : "jdbc:";
	}

}
