package dev.migrations.boot.autoconfigure;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Lets Spring Boot create whatever uses the database after {@link MigrationInitializer}.
 * <p>
 * It must come after 0, because an entity manager counts as an initializer of that order
 * while {@code spring.jpa.defer-datasource-initialization} is set, and of two
 * initializers of one order each would have to wait for the other. It comes after 1, so
 * that Flyway, where both are at work, finds the empty schema that it insists on.
 */
final class MigrationInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(MigrationInitializer.class);
	}

	@Override
	public int getOrder() {
		return 2;
	}

}
