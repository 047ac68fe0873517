package dev.migrations.boot.autoconfigure;

import dev.migrations.JavaMigration;
import dev.migrations.MigrationListener;
import dev.migrations.MigratorBuilder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Tells migrators what they have of the application: its name and version, its listeners,
 * and its migrations in Java. Customizers of the application come after it.
 *
 * @param environment has the name and the version
 * @param listeners its listeners
 * @param migrations its migrations in Java
 */
record ApplicationCustomizer(Environment environment, ObjectProvider<MigrationListener> listeners,
		ObjectProvider<JavaMigration> migrations) implements MigratorBuilderCustomizer, Ordered {

	@Override
	public void customize(MigratorBuilder builder) {
		builder
			.application(this.environment.getProperty("spring.application.name"),
					this.environment.getProperty("spring.application.version"))
			.listeners(this.listeners.orderedStream().toList().toArray(new MigrationListener[0]))
			.javaMigrations(this.migrations.orderedStream().toList().toArray(new JavaMigration[0]));
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
