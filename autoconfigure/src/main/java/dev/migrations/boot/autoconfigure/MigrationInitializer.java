package dev.migrations.boot.autoconfigure;

import java.util.List;

import dev.migrations.Migrator;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.Ordered;

/**
 * Migrates as soon as it is created, or does what the mode says instead. Whatever uses
 * the database is created after it.
 */
public final class MigrationInitializer implements InitializingBean, Ordered {

	private final List<Migrator> migrators;

	private final MigrationStrategy strategy;

	/**
	 * Creates an initializer that calls {@link Migrator#start()}.
	 * @param migrators the migrators, in the order in which they are to run
	 */
	public MigrationInitializer(List<Migrator> migrators) {
		this(migrators, Migrator::start);
	}

	/**
	 * Creates an initializer that calls a strategy.
	 * @param migrators the migrators, in the order in which they are to run
	 * @param strategy what to do with each
	 */
	public MigrationInitializer(List<Migrator> migrators, MigrationStrategy strategy) {
		this.migrators = List.copyOf(migrators);
		this.strategy = strategy;
	}

	@Override
	public void afterPropertiesSet() {
		this.migrators.forEach(this.strategy::migrate);
	}

	@Override
	public int getOrder() {
		return 0;
	}

}
