package dev.migrations.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;

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
 * <p>
 * In a test the second, the third and the fourth give way to the
 * {@linkplain DatabaseOfTest database that it says it has}, and what one of several sets
 * itself to the bean of its name that the test brings along.
 */
final class MigrationDataSourceSelector {

	private static final Log logger = LogFactory.getLog(MigrationDataSourceSelector.class);

	private static final String WAYS_OUT = "Set migrations.data-source to the name of one of them, annotate one with "
			+ "@MigrationDataSource, make one @Primary, or set migrations.url.";

	private final MigrationProperties properties;

	private final MigrationConnectionDetails connectionDetails;

	private final ObjectProvider<DataSource> dataSources;

	private final ObjectProvider<DataSource> markedDataSources;

	private final Environment environment;

	private final ListableBeanFactory beanFactory;

	private final DataSourceBeans beans;

	MigrationDataSourceSelector(MigrationProperties properties, MigrationConnectionDetails connectionDetails,
			ObjectProvider<DataSource> dataSources, ObjectProvider<DataSource> markedDataSources,
			Environment environment, ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.connectionDetails = connectionDetails;
		this.dataSources = dataSources;
		this.markedDataSources = markedDataSources;
		this.environment = environment;
		this.beanFactory = beanFactory;
		this.beans = new DataSourceBeans(beanFactory);
	}

	/**
	 * Chooses for the only database.
	 */
	MigrationDataSourceChoice select() {
		MigrationDataSourceChoice found = find();
		if (found == null) {
			throw undecided();
		}
		return found;
	}

	/**
	 * Chooses, or returns null where nothing says what.
	 */
	private @Nullable MigrationDataSourceChoice find() {
		DataSource ofTest = this.beans.ofTest();
		if (ofTest != null) {
			return new MigrationDataSourceChoice(ofTest, ofTest);
		}
		String name = dataSource(this.properties.dataSource(), this.properties.url(), "migrations");
		if (name == null) {
			return unnamed();
		}
		DataSource named = this.beans.named(name, "migrations.data-source");
		MigrationDataSourceChoice own = new MigrationDataSourceChoice(named, named);
		if (test().replaces("migrations.data-source", own)) {
			return inPlaceOf(own, "'" + name + "', which migrations.data-source names,");
		}
		return new MigrationDataSourceChoice(
				asUser(named, this.properties.username(), this.properties.password(), "migrations"), named);
	}

	private @Nullable MigrationDataSourceChoice unnamed() {
		DataSource application = this.dataSources.getIfUnique();
		DataSource marked = marked();
		if (marked == null) {
			return unmarked(application);
		}
		MigrationDataSourceChoice own = new MigrationDataSourceChoice(marked, application);
		return test().replaces(own) ? inPlaceOf(own, "with @MigrationDataSource") : own;
	}

	private @Nullable MigrationDataSourceChoice unmarked(@Nullable DataSource application) {
		MigrationConnectionDetails details = this.connectionDetails;
		String url = details.getJdbcUrl();
		if (url != null && application != null && test().replaces(details, application)) {
			return new MigrationDataSourceChoice(application, application);
		}
		if (url != null) {
			return new MigrationDataSourceChoice(PlainDataSources.connectedTo(url, details.getUsername(),
					details.getPassword(), details.getDriverClassName(), "migrations.url"), application);
		}
		return (application == null) ? null : new MigrationDataSourceChoice(
				PlainDataSources.asUser(application, details.getUsername(), details.getPassword(), "migrations"),
				application);
	}

	/**
	 * Chooses what a test has in place of a bean of the application, unless that is
	 * another way to the same database.
	 */
	private MigrationDataSourceChoice inPlaceOf(MigrationDataSourceChoice own, String bean) {
		MigrationDataSourceChoice ofTest = unmarked(this.dataSources.getIfUnique());
		if (ofTest == null) {
			throw new InvalidSettingsException(
					"This test says where a database is, and the DataSource bean " + bean
							+ " is not connected to that one. " + this.beans.list(),
					"Set, in the properties of the test, the URL of that bean, or migrations.data-source to the name "
							+ "of the one to migrate.");
		}
		if (ofTest.database().equals(own.database())) {
			return own;
		}
		logger.info("This test says where the database of the application is: that one is migrated in place of the "
				+ "DataSource bean " + bean + " of the application");
		return ofTest;
	}

	/**
	 * Chooses for one of several databases.
	 */
	MigrationDataSourceChoice select(String name, DatabaseProperties database) {
		String prefix = "migrations.databases." + name;
		String username = (database.username() != null) ? database.username() : this.properties.username();
		boolean ownUser = database.username() != null || MigrationProperties.unlessBlank(database.password()) != null;
		String password = ownUser ? database.password() : this.properties.password();
		String prefixOfUser = ownUser ? prefix : "migrations";
		DataSource brought = broughtAlong(name, prefix);
		if (brought != null) {
			return new MigrationDataSourceChoice(brought, brought);
		}
		String bean = dataSource(database.dataSource(), database.url(), prefix);
		if (bean != null) {
			DataSource named = this.beans.named(bean, prefix + ".data-source");
			return new MigrationDataSourceChoice(asUser(named, username, password, prefixOfUser), named);
		}
		DataSource ofThatName = ofThatName(name, prefix);
		if (database.url() != null) {
			String driver = PlainDataSources.driverOf(database.url());
			return new MigrationDataSourceChoice(
					PlainDataSources.connectedTo(database.url(), username, password, driver, prefix + ".url"),
					(ofThatName != null) ? ofThatName : this.dataSources.getIfUnique());
		}
		if (ofThatName != null) {
			return new MigrationDataSourceChoice(PlainDataSources.asUser(ofThatName, username, password, prefixOfUser),
					ofThatName);
		}
		MigrationDataSourceChoice general = general(prefix);
		if (!ownUser || this.beans.ofTest() != null || test().replaces(prefix + ".username")) {
			return general;
		}
		return new MigrationDataSourceChoice(PlainDataSources.asUser(general.migrated(), username, password, prefix),
				general.application());
	}

	private @Nullable DataSource ofThatName(String name, String prefix) {
		return this.beans.find(List.of(name, name + "DataSource"), "The name of " + prefix);
	}

	/**
	 * The bean of a database's name that a test brings along, unless the test sets
	 * another one.
	 */
	private @Nullable DataSource broughtAlong(String name, String prefix) {
		if (!test().leaves(prefix + ".url", prefix + ".data-source")) {
			return null;
		}
		DataSource found = ofThatName(name, prefix);
		return (found != null && test().brings(found)) ? found : null;
	}

	private MigrationDataSourceChoice general(String prefix) {
		MigrationDataSourceChoice general = find();
		if (general == null) {
			throw new InvalidSettingsException("No data source was found for " + prefix + ". " + this.beans
				.list(), "Set " + prefix + ".url, or " + prefix
						+ ".data-source to the name of a DataSource bean; a bean that has the name or the qualifier "
						+ "of the database is found by itself.");
		}
		return general;
	}

	/**
	 * A bean that a test brings along is used as it is.
	 */
	private DataSource asUser(DataSource bean, @Nullable String username, @Nullable String password, String prefix) {
		return test().brings(bean) ? bean : PlainDataSources.asUser(bean, username, password, prefix);
	}

	private DatabaseOfTest test() {
		return new DatabaseOfTest(this.environment, this.beanFactory);
	}

	/**
	 * The bean that a property names, unless a test sets a URL where the application
	 * names a bean.
	 */
	private @Nullable String dataSource(@Nullable String bean, @Nullable String url, String prefix) {
		if (bean == null || url == null) {
			return bean;
		}
		if (test().prefers(prefix + ".url", prefix + ".data-source")) {
			return null;
		}
		if (!test().prefers(prefix + ".data-source", prefix + ".url")) {
			throw new InvalidSettingsException(
					"Both " + prefix + ".data-source (" + bean + ") and " + prefix + ".url are set.",
					"Remove one of them: the database is either that of the bean or the one at the URL.");
		}
		return bean;
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
