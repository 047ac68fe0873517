package dev.migrations.boot.autoconfigure;

import org.springframework.context.annotation.ImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Chooses the configuration for the only database, or the one for
 * {@code migrations.databases}.
 */
final class DatabaseConfigurationSelector implements ImportSelector {

	private final Environment environment;

	DatabaseConfigurationSelector(Environment environment) {
		this.environment = environment;
	}

	@Override
	public String[] selectImports(AnnotationMetadata importingClass) {
		boolean one = ConfiguredDatabases.from(this.environment).names().isEmpty();
		return new String[] { (one ? OneDatabaseConfiguration.class : SeveralDatabasesConfiguration.class).getName() };
	}

}
