package dev.migrations.boot.autoconfigure;

import java.util.List;

import javax.sql.DataSource;

import dev.migrations.JavaMigration;
import dev.migrations.MigrationListener;
import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that migrates the application's
 * database before anything uses it.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@Conditional(OnDatabase.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class MigrationsAutoConfiguration {

	@Bean
	@ConfigurationPropertiesBinding
	static VersionConverter migrationVersionConverter() {
		return new VersionConverter();
	}

	@Bean
	@Lazy
	MigrationSchemaManagementProvider migrationSchemaManagementProvider(ObjectProvider<Migrator> migrators,
			ObjectProvider<MigrationDataSources> dataSources) {
		return new MigrationSchemaManagementProvider(migrators, dataSources);
	}

	@Bean
	MigrationEventPublisher migrationEventPublisher(ApplicationEventPublisher publisher) {
		return new MigrationEventPublisher(publisher);
	}

	/**
	 * One waits for the moment at which all beans exist, the other is what this is about.
	 */
	@Bean
	static LazyInitializationExcludeFilter eagerMigrations() {
		return LazyInitializationExcludeFilter.forBeanTypes(MigrationEventPublisher.class, MigrationInitializer.class);
	}

	@Bean
	ApplicationCustomizer migrationApplicationCustomizer(Environment environment,
			ObjectProvider<MigrationListener> listeners, ObjectProvider<JavaMigration> migrations) {
		return new ApplicationCustomizer(environment, listeners, migrations);
	}

	/**
	 * The migrator, unless the application brings its own.
	 * <p>
	 * It is lazy for applications that disabled migrations and from whose data sources
	 * none can be chosen: nothing is chosen before something asks for it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(Migrator.class)
	@EnableConfigurationProperties(MigrationProperties.class)
	@Import(DatabaseConfigurationSelector.class)
	static class MigratorConfiguration {

		@Bean
		@ConditionalOnMissingBean(MigrationConnectionDetails.class)
		PropertiesMigrationConnectionDetails migrationConnectionDetails(MigrationProperties properties,
				ObjectProvider<JdbcConnectionDetails> application, Environment environment,
				ListableBeanFactory beanFactory) {
			return new PropertiesMigrationConnectionDetails(properties, application.getIfUnique(), environment,
					beanFactory);
		}

		@Bean
		MigrationDataSourceSelector migrationDataSourceSelector(MigrationProperties properties,
				MigrationConnectionDetails connectionDetails, ObjectProvider<DataSource> dataSources,
				@MigrationDataSource ObjectProvider<DataSource> markedDataSources, Environment environment,
				ListableBeanFactory beanFactory) {
			return new MigrationDataSourceSelector(properties, connectionDetails, dataSources, markedDataSources,
					environment, beanFactory);
		}

		/**
		 * Keeps Flyway from applying the same files. It names Flyway by a string, because
		 * the methods of this class are looked at where there is none.
		 */
		@Bean
		@ConditionalOnClass(name = "org.flywaydb.core.Flyway")
		@ConditionalOnBooleanProperty(name = "migrations.enabled", matchIfMissing = true)
		static FlywayConflictDetector migrationFlywayConflictDetector() {
			return new FlywayConflictDetector();
		}

	}

	/**
	 * The tenants that the application supplies, whoever made the migrator whose settings
	 * they have.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean(MigrationTenants.class)
	@ConditionalOnMissingBean(TenantMigrators.class)
	@EnableConfigurationProperties(MigrationProperties.class)
	static class TenantConfiguration {

		@Bean
		@Lazy
		TenantMigrators migrationTenantMigrators(MigrationProperties properties, MigrationTenants tenants,
				ObjectProvider<Migrator> migrators, ApplicationContext context) {
			MigrationProperties.Tenants set = properties.tenants();
			return new TenantMigrators(template(set.database(), migrators, new MigratorBeans(context)), tenants,
					set.locations(), set.parallelism(), set.onFailure());
		}

		private static Migrator template(@Nullable String database, ObjectProvider<Migrator> migrators,
				MigratorBeans beans) {
			Migrator template = (database == null) ? migrators.getIfUnique()
					: beans.databases().contains(database) ? beans.get(database) : null;
			if (template == null) {
				throw new InvalidSettingsException((database != null)
						? "migrations.tenants.database is '" + database + "', which is not one of the databases."
						: "There are several databases, and it is not said to which of them the tenants belong.",
						"Set migrations.tenants.database to one of " + String.join(", ", beans.databases()) + ".");
			}
			return template;
		}

	}

	/**
	 * The run at start-up.
	 */
	@Bean
	@ConditionalOnBooleanProperty(name = "migrations.enabled", matchIfMissing = true)
	@ConditionalOnMissingBean
	MigrationInitializer migrationInitializer(ObjectProvider<Migrator> migrators, ObjectProvider<MigratorGroup> group,
			ObjectProvider<MigrationStrategy> strategy, ObjectProvider<MigrationConfirmation> confirmation,
			ObjectProvider<TenantMigrators> tenants) {
		MigratorGroup several = group.getIfAvailable();
		List<Migrator> ordered = (several != null) ? List.copyOf(several.migrators().values())
				: migrators.orderedStream().toList();
		MigrationConfirmation asking = confirmation.getIfAvailable();
		if (asking != null) {
			asking.ask(ordered);
		}
		MigrationInitializer initializer = (several != null)
				? new MigrationInitializer(several, strategy.getIfAvailable())
				: MigrationInitializer.of(ordered, strategy.getIfAvailable());
		TenantMigrators tenantMigrators = tenants.getIfAvailable();
		return (tenantMigrators != null) ? initializer.andThen(tenantMigrators) : initializer;
	}

	@Bean
	@ConditionalOnBooleanProperty(name = "migrations.enabled", matchIfMissing = true)
	@ConditionalOnProperty("migrations.confirm")
	@ConditionalOnProperty(name = "migrations.mode", havingValue = "migrate", matchIfMissing = true)
	MigrationConfirmation migrationConfirmation(Environment environment) {
		ConfirmPolicy policy = Binder.get(environment)
			.bind("migrations.confirm", ConfirmPolicy.class)
			.orElse(ConfirmPolicy.NEVER);
		return new MigrationConfirmation(policy, () -> Terminal.system(environment));
	}

}
