package dev.migrations.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Chooses what the auto-configured migrator connects to.
 * <ol>
 * <li>What a test has put in place of the application's own: none of what follows was
 * meant for that.</li>
 * <li>Otherwise the bean that {@code migrations.data-source} names.</li>
 * <li>Otherwise the bean with {@link MigrationDataSource @MigrationDataSource}.</li>
 * <li>Otherwise the URL of the connection details, through connections that no pool
 * keeps.</li>
 * <li>Otherwise the only {@code DataSource}, or the primary one.</li>
 * <li>With another user, the second and the fifth only lend their URL.</li>
 * </ol>
 * One of several databases has first what it sets itself, a data source or a URL, then
 * the bean that has its name or qualifier, and then what is chosen as above.
 */
final class MigrationDataSourceSelector {

	private static final String WAYS_OUT = "Set migrations.data-source to the name of one of them, annotate one with "
			+ "@MigrationDataSource, make one @Primary, or set migrations.url.";

	private final MigrationProperties properties;

	private final MigrationConnectionDetails connectionDetails;

	private final ObjectProvider<DataSource> dataSources;

	private final ObjectProvider<DataSource> markedDataSources;

	private final DataSourceBeans beans;

	MigrationDataSourceSelector(MigrationProperties properties, MigrationConnectionDetails connectionDetails,
			ObjectProvider<DataSource> dataSources, ObjectProvider<DataSource> markedDataSources,
			ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.dataSources = dataSources;
		this.markedDataSources = markedDataSources;
		this.beans = new DataSourceBeans(beanFactory);
	}

	/**
	 * Chooses for the only database.
	 */
	MigrationDataSourceChoice select() {
		DataSource ofTest = this.beans.ofTest();
		if (ofTest != null) {
			return new MigrationDataSourceChoice(ofTest, ofTest);
		}
		String name = this.properties.dataSource();
		if (name != null) {
			requireOneOf(name, this.properties.url(), "migrations");
			DataSource named = this.beans.named(name, "migrations.data-source");
			return new MigrationDataSourceChoice(PlainDataSources.asUser(named, this.properties.username(),
					this.properties.password(), "migrations"), named);
		}
		DataSource application = this.dataSources.getIfUnique();
		DataSource marked = marked();
		if (marked != null) {
			return new MigrationDataSourceChoice(marked, application);
		}
		String url = this.connectionDetails.getJdbcUrl();
		if (url != null) {
			return new MigrationDataSourceChoice(PlainDataSources.connectedTo(url, this.connectionDetails.getUsername(),
					this.connectionDetails.getPassword(), this.connectionDetails.getDriverClassName(),
					"migrations.url"), application);
		}
		if (application == null) {
			throw undecided();
		}
		return new MigrationDataSourceChoice(PlainDataSources.asUser(application, this.connectionDetails.getUsername(),
				this.connectionDetails.getPassword(), "migrations"), application);
	}

	/**
	 * Chooses for one of several databases.
	 */
	MigrationDataSourceChoice select(String name, DatabaseProperties database) {
		String prefix = "migrations.databases." + name;
		String username = (database.username() != null) ? database.username() : this.properties.username();
		String password = (database.username() != null || database.password() != null) ? database.password()
				: this.properties.password();
		if (database.dataSource() != null) {
			requireOneOf(database.dataSource(), database.url(), prefix);
			DataSource named = this.beans.named(database.dataSource(), prefix + ".data-source");
			return new MigrationDataSourceChoice(PlainDataSources.asUser(named, username, password, prefix), named);
		}
		DataSource ofThatName = this.beans.find(List.of(name, name + "DataSource"), "The name of " + prefix);
		if (database.url() != null) {
			String driver = PlainDataSources.driverOf(database.url());
			return new MigrationDataSourceChoice(
					PlainDataSources.connectedTo(database.url(), username, password, driver, prefix + ".url"),
					(ofThatName != null) ? ofThatName : this.dataSources.getIfUnique());
		}
		if (ofThatName != null) {
			return new MigrationDataSourceChoice(PlainDataSources.asUser(ofThatName, username, password, prefix),
					ofThatName);
		}
		return general(prefix, database);
	}

	private MigrationDataSourceChoice general(String prefix, DatabaseProperties database) {
		try {
			MigrationDataSourceChoice general = select();
			return new MigrationDataSourceChoice(
					PlainDataSources.asUser(general.migrated(), database.username(), database.password(), prefix),
					general.application());
		}
		catch (InvalidSettingsException ex) {
			throw new InvalidSettingsException("No data source was found for " + prefix + ". " + this.beans
				.list(), "Set " + prefix + ".url, or " + prefix
						+ ".data-source to the name of a DataSource bean; a bean that has the name or the qualifier of "
						+ "the database is found by itself.");
		}
	}

	private static void requireOneOf(String dataSource, @Nullable String url, String prefix) {
		if (url != null) {
			throw new InvalidSettingsException(
					"Both " + prefix + ".data-source (" + dataSource + ") and " + prefix + ".url are set.",
					"Remove one of them: the database is either that of the bean or the one at the URL.");
		}
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

	private InvalidSettingsException undecided() {
		if (this.beans.isEmpty()) {
			return new InvalidSettingsException("There is no DataSource to migrate.",
					"Set spring.datasource.url for the application, or migrations.url for migrations alone.");
		}
		return new InvalidSettingsException("It is not clear which database to migrate. " + this.beans.list(),
				WAYS_OUT);
	}

}
