package dev.migrations.boot.autoconfigure;

import java.util.List;

import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.Ordered;

/**
 * Migrates as soon as it is created, or does what the mode says instead. Whatever uses
 * the database is created after it.
 */
public final class MigrationInitializer implements InitializingBean, SmartInitializingSingleton, Ordered {

	private final Runnable run;

	private final @Nullable MigrationStrategy strategy;

	/**
	 * Creates an initializer that calls {@link Migrator#start()}.
	 * @param migrators the migrators, in the order in which they are to run
	 */
	public MigrationInitializer(List<Migrator> migrators) {
		this(new OneByOne(List.copyOf(migrators), null), null);
	}

	/**
	 * Creates an initializer that calls a strategy.
	 * @param migrators the migrators, in the order in which they are to run
	 * @param strategy what to do with each
	 */
	public MigrationInitializer(List<Migrator> migrators, MigrationStrategy strategy) {
		this(new OneByOne(List.copyOf(migrators), strategy), strategy);
	}

	/**
	 * Creates an initializer of a group.
	 * @param group the migrators of several databases
	 * @param strategy what to do with each; null for {@link MigratorGroup#start()}
	 */
	public MigrationInitializer(MigratorGroup group, @Nullable MigrationStrategy strategy) {
		this((strategy != null) ? () -> {
			requireNoSequence(group);
			group.forEach(strategy::migrate);
		} : group::start, strategy);
	}

	/**
	 * A strategy gets one database after the other.
	 */
	private static void requireNoSequence(MigratorGroup group) {
		List<List<String>> sequences = group.sequences();
		if (!sequences.isEmpty()) {
			throw new InvalidSettingsException(
					"The databases " + String.join(", ", sequences.get(0))
							+ " share their locations, and there is a MigrationStrategy bean. It is given one database "
							+ "after the other, so that the order of their migrations would be lost.",
					"Remove the bean; or set migrations.enabled=false and call MigratorGroup.migrate(), which keeps the "
							+ "order; or give each database locations of its own.");
		}
	}

	private MigrationInitializer(Runnable run, @Nullable MigrationStrategy strategy) {
		this.run = run;
		this.strategy = strategy;
	}

	static MigrationInitializer of(List<Migrator> migrators, @Nullable MigrationStrategy strategy) {
		return new MigrationInitializer(new OneByOne(List.copyOf(migrators), strategy), strategy);
	}

	/**
	 * The same initializer, which afterwards does with tenants what the mode says, or
	 * calls the strategy for each.
	 * @param tenants the migrators of the tenants
	 * @return an initializer
	 */
	public MigrationInitializer andThen(TenantMigrators tenants) {
		return new MigrationInitializer(() -> {
			this.run.run();
			if (this.strategy != null) {
				tenants.forEach(this.strategy::migrate);
			}
			else {
				tenants.start();
			}
		}, this.strategy);
	}

	@Override
	public void afterPropertiesSet() {
		this.run.run();
	}

	/**
	 * Nothing is left to do. Of a lazy application Spring Boot creates whatever waits for
	 * this moment, also where the application brings the initializer.
	 */
	@Override
	public void afterSingletonsInstantiated() {
	}

	@Override
	public int getOrder() {
		return 0;
	}

	/**
	 * Not lambdas: every start would set up theirs.
	 */
	private record OneByOne(List<Migrator> migrators, @Nullable MigrationStrategy strategy) implements Runnable {

		@Override
		public void run() {
			for (Migrator migrator : this.migrators) {
				if (this.strategy != null) {
					this.strategy.migrate(migrator);
				}
				else {
					migrator.start();
				}
			}
		}

	}

}
