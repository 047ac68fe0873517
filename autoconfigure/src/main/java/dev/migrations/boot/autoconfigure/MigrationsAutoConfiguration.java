package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.JavaMigration;
import dev.migrations.MigrationListener;
import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.MigratorBuilder;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.settings.DatabaseSettings;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
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
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that migrates the application's
 * database before anything uses it.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@Conditional(MigrationsAutoConfiguration.DatabaseCondition.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class MigrationsAutoConfiguration {

	@Bean
	@ConfigurationPropertiesBinding
	static VersionConverter migrationVersionConverter() {
		return new VersionConverter();
	}

	@Bean
	MigrationSchemaManagementProvider migrationSchemaManagementProvider(ObjectProvider<Migrator> migrators,
			ObjectProvider<MigrationDataSources> dataSources) {
		return new MigrationSchemaManagementProvider(migrators, dataSources);
	}

	@Bean
	MigrationEventPublisher migrationEventPublisher(ApplicationEventPublisher publisher) {
		return new MigrationEventPublisher(publisher);
	}

	/**
	 * It waits for the moment at which all beans exist.
	 */
	@Bean
	static LazyInitializationExcludeFilter eagerMigrationEventPublisher() {
		return LazyInitializationExcludeFilter.forBeanTypes(MigrationEventPublisher.class);
	}

	@Bean
	MigratorBuilderCustomizer javaMigrationsCustomizer(ObjectProvider<JavaMigration> migrations) {
		return (builder) -> builder.javaMigrations(migrations.orderedStream().toArray(JavaMigration[]::new));
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	MigratorBuilderCustomizer migrationApplicationCustomizer(ObjectProvider<MigrationListener> listeners,
			Environment environment) {
		return (builder) -> builder
			.application(environment.getProperty("spring.application.name"),
					environment.getProperty("spring.application.version"))
			.listeners(listeners.orderedStream().toArray(MigrationListener[]::new));
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
	@Import(SeveralDatabasesConfiguration.class)
	static class MigratorConfiguration {

		@Bean
		@ConditionalOnMissingBean(MigrationConnectionDetails.class)
		PropertiesMigrationConnectionDetails migrationConnectionDetails(MigrationProperties properties,
				ObjectProvider<JdbcConnectionDetails> application) {
			return new PropertiesMigrationConnectionDetails(properties, application.getIfUnique());
		}

		@Bean
		MigrationDataSourceSelector migrationDataSourceSelector(MigrationProperties properties,
				MigrationConnectionDetails connectionDetails, ObjectProvider<DataSource> dataSources,
				@MigrationDataSource ObjectProvider<DataSource> markedDataSources, ListableBeanFactory beanFactory) {
			return new MigrationDataSourceSelector(properties, connectionDetails, dataSources, markedDataSources,
					beanFactory);
		}

		/**
		 * The only database.
		 */
		@Configuration(proxyBeanMethods = false)
		@Conditional(ConfiguredDatabases.OnNone.class)
		static class OneDatabaseConfiguration {

			@Bean
			@Lazy
			MigrationDataSources migrationDataSources(MigrationDataSourceSelector selector) {
				return new MigrationDataSources(Map.of(DatabaseSettings.DEFAULT_NAME, selector.select()));
			}

			@Bean
			@Lazy
			Migrator migrator(MigrationProperties properties, MigrationDataSources dataSources,
					ResourceLoader resourceLoader, ObjectProvider<MigratorBuilderCustomizer> customizers) {
				MigratorBuilder builder = Migrator
					.builder(dataSources.get(DatabaseSettings.DEFAULT_NAME).migrated(), properties.settings())
					.resourceLoader(resourceLoader);
				customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
				return builder.build();
			}

		}

		/**
		 * The tenants that the application supplies.
		 */
		@Bean
		@Lazy
		@ConditionalOnBean(MigrationTenants.class)
		@ConditionalOnMissingBean
		TenantMigrators migrationTenantMigrators(MigrationProperties properties, MigrationTenants tenants,
				ObjectProvider<Migrator> migrators, ListableBeanFactory beanFactory) {
			String name = properties.tenants().database();
			Migrator template = (name != null)
					? BeanFactoryAnnotationUtils.qualifiedBeanOfType(beanFactory, Migrator.class, name)
					: migrators.getIfUnique();
			if (template == null) {
				throw new InvalidSettingsException(
						"There are several databases, and it is not said to which of them the tenants belong.",
						"Set migrations.tenants.database to the name of one of migrations.databases.");
			}
			MigrationProperties.Tenants set = properties.tenants();
			return new TenantMigrators(template, tenants, set.locations(), set.parallelism(), set.onFailure());
		}

		/**
		 * Keeps Flyway from applying the same files.
		 */
		@Configuration(proxyBeanMethods = false)
		@ConditionalOnClass(Flyway.class)
		@ConditionalOnBooleanProperty(name = "migrations.enabled", matchIfMissing = true)
		static class FlywayConflictConfiguration {

			@Bean
			static FlywayConflictDetector migrationFlywayConflictDetector() {
				return new FlywayConflictDetector();
			}

		}

	}

	/**
	 * The run at start-up.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "migrations.enabled", matchIfMissing = true)
	static class MigrationInitializerConfiguration {

		@Bean
		@ConditionalOnMissingBean
		MigrationInitializer migrationInitializer(ObjectProvider<Migrator> migrators,
				ObjectProvider<MigratorGroup> group, ObjectProvider<MigrationStrategy> strategy,
				ObjectProvider<MigrationConfirmation> confirmation, ObjectProvider<TenantMigrators> tenants) {
			MigratorGroup several = group.getIfAvailable();
			List<Migrator> ordered = (several != null) ? List.copyOf(several.migrators().values())
					: migrators.orderedStream().toList();
			confirmation.ifAvailable((asking) -> asking.ask(ordered));
			MigrationInitializer initializer = (several != null)
					? new MigrationInitializer(several, strategy.getIfAvailable())
					: new MigrationInitializer(ordered, strategy.getIfAvailable(() -> Migrator::start));
			TenantMigrators tenantMigrators = tenants.getIfAvailable();
			return (tenantMigrators != null) ? initializer.andThen(tenantMigrators) : initializer;
		}

		@Bean
		@ConditionalOnProperty("migrations.confirm")
		@ConditionalOnProperty(name = "migrations.mode", havingValue = "migrate", matchIfMissing = true)
		MigrationConfirmation migrationConfirmation(Environment environment) {
			ConfirmPolicy policy = Binder.get(environment)
				.bind("migrations.confirm", ConfirmPolicy.class)
				.orElse(ConfirmPolicy.NEVER);
			return new MigrationConfirmation(policy, () -> Terminal.system(environment));
		}

		@Bean
		static LazyInitializationExcludeFilter eagerMigrationInitializer() {
			return LazyInitializationExcludeFilter.forBeanTypes(MigrationInitializer.class);
		}

	}

	/**
	 * Whether there is a database that could be migrated.
	 */
	static final class DatabaseCondition extends AnyNestedCondition {

		DatabaseCondition() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		@ConditionalOnBean(DataSource.class)
		static final class AnyDataSource {

		}

		@Conditional(OnMarkedDataSource.class)
		static final class MarkedDataSource {

		}

		@ConditionalOnBean(MigrationConnectionDetails.class)
		static final class ConnectionDetails {

		}

		@ConditionalOnProperty("migrations.url")
		static final class Url {

		}

		@Conditional(ConfiguredDatabases.OnAny.class)
		static final class SeveralDatabases {

		}

		@ConditionalOnBean(Migrator.class)
		static final class OwnMigrator {

		}

	}

}
