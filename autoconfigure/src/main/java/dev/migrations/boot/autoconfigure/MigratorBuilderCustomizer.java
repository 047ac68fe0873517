package dev.migrations.boot.autoconfigure;

import dev.migrations.MigratorBuilder;

/**
 * Changes the auto-configured migrator before it is built. Beans of this type are called
 * in their order, after everything from {@code migrations.*} has been set.
 */
@FunctionalInterface
public interface MigratorBuilderCustomizer {

	/**
	 * Customizes a builder.
	 * @param builder the builder
	 */
	void customize(MigratorBuilder builder);

}
