package dev.migrations.boot.autoconfigure;

import java.util.Collection;
import java.util.List;

import dev.migrations.MigrationTenants;
import dev.migrations.Migrator;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that migrates the application's
 * database before anything uses it.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@Conditional(OnDatabase.class)
@EnableConfigurationProperties(MigrationProperties.class)
@Import({ DatabaseInitializationDependencyConfigurer.class, MigratorRegistrar.class })
public final class MigrationsAutoConfiguration {

	@Bean
	@ConfigurationPropertiesBinding
	static VersionConverter migrationVersionConverter() {
		return new VersionConverter();
	}

	@Bean
	@Lazy
	MigrationSchemaManagementProvider migrationSchemaManagementProvider(ObjectProvider<Migrator> migrators,
			ObjectProvider<DatabaseMigrators> autoConfigured) {
		return new MigrationSchemaManagementProvider(migrators, autoConfigured);
	}

	@Bean
	MigrationEventPublisher migrationEventPublisher(ApplicationEventPublisher publisher) {
		return new MigrationEventPublisher(publisher);
	}

	/**
	 * Keeps Flyway from applying the same files. It names Flyway by a string, because the
	 * methods of this class are looked at where there is none.
	 */
	@Bean
	@ConditionalOnClass(name = "org.flywaydb.core.Flyway")
	@Conditional(OnEnabled.class)
	@ConditionalOnMissingBean(Migrator.class)
	static FlywayConflictDetector migrationFlywayConflictDetector() {
		return new FlywayConflictDetector();
	}

	/**
	 * The tenants that the application supplies, whoever made the migrator whose settings
	 * they have.
	 */
	@Bean
	@Lazy
	@ConditionalOnBean(MigrationTenants.class)
	@ConditionalOnMissingBean
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
			throw new InvalidSettingsException(
					(database != null)
							? "migrations.tenants.database is '" + database + "', which is not one of the databases."
							: "There are several databases, and it is not said to which of them the tenants belong.",
					"Set migrations.tenants.database to one of " + String.join(", ", beans.databases()) + ".");
		}
		return template;
	}

	/**
	 * The run at start-up. What a parent context has migrated is left out.
	 */
	@Bean
	@Conditional(OnEnabled.class)
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	MigrationInitializer migrationInitializer(MigrationProperties properties, ApplicationContext context,
			ObjectProvider<Migrator> migrators, ObjectProvider<MigratorGroup> group,
			ObjectProvider<MigrationStrategy> strategy, ObjectProvider<TenantMigrators> tenants) {
		boolean all = !isMigrated(context.getParent());
		MigratorGroup several = (all || has(context, MigratorGroup.class)) ? group.getIfAvailable() : null;
		TenantMigrators tenantMigrators = (all || has(context, TenantMigrators.class)) ? tenants.getIfAvailable()
				: null;
		List<Migrator> ordered = (several != null) ? List.copyOf(several.migrators().values())
				: migrators.orderedStream().toList();
		if (!all && several == null) {
			Collection<Migrator> own = context.getBeansOfType(Migrator.class).values();
			ordered = ordered.stream().filter(own::contains).toList();
		}
		if (properties.confirm() != ConfirmPolicy.NEVER) {
			new MigrationConfirmation(properties.confirm(), () -> Terminal.system(context.getEnvironment()))
				.ask(ordered, several, tenantMigrators);
		}
		MigrationInitializer initializer = (several != null)
				? new MigrationInitializer(several, strategy.getIfAvailable())
				: MigrationInitializer.of(ordered, strategy.getIfAvailable());
		return (tenantMigrators != null) ? initializer.andThen(tenantMigrators) : initializer;
	}

	private static boolean isMigrated(@Nullable ApplicationContext context) {
		return context != null && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context,
				MigrationInitializer.class, true, false).length > 0;
	}

	/**
	 * Whether a context has a bean itself, and not its parents.
	 */
	private static boolean has(ApplicationContext context, Class<?> type) {
		return context.getBeanNamesForType(type, true, false).length > 0;
	}

}
