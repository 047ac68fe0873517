package dev.migrations.boot.autoconfigure;

import java.util.Set;

import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/**
 * Lets Spring Boot create whatever uses the database after {@link MigrationInitializer}.
 * <p>
 * Its order is 1 because an entity manager counts as an initializer of order 0 while
 * {@code spring.jpa.defer-datasource-initialization} is set: of two initializers of one
 * order each would have to wait for the other.
 */
final class MigrationInitializerDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

	@Override
	protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
		return Set.of(MigrationInitializer.class);
	}

	@Override
	public int getOrder() {
		return 1;
	}

}
