package dev.migrations.boot.actuate;

import java.time.Duration;
import java.util.function.ToIntFunction;

import dev.migrations.MigrationCounts;
import dev.migrations.boot.autoconfigure.MigratorBeans;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * Gauges of how many migrations of each database are pending, applied, failed, and edited
 * since. The gauges of one database share one query, which is repeated no more often than
 * every few seconds; where it cannot be answered they have no value.
 */
final class MigrationMetrics implements MeterBinder {

	private static final Duration FRESH = Duration.ofSeconds(5);

	private final ApplicationContext context;

	MigrationMetrics(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		MigratorBeans migrators = MigratorBeans.withParents(this.context);
		for (String database : migrators.databases()) {
			Counts counts = new Counts(migrators, database);
			gauge(registry, counts, "pending", "Migrations that wait to be applied", MigrationCounts::pending);
			gauge(registry, counts, "applied", "Migrations that are applied", MigrationCounts::applied);
			gauge(registry, counts, "failed", "Migrations that stopped at a statement that failed",
					MigrationCounts::failed);
			gauge(registry, counts, "checksum.mismatches", "Migrations that were edited after they had been applied",
					MigrationCounts::mismatched);
		}
	}

	private static void gauge(MeterRegistry registry, Counts counts, String name, String description,
			ToIntFunction<MigrationCounts> value) {
		Gauge.builder("migrations." + name, counts, (source) -> source.value(value))
			.description(description)
			.tag("database", counts.database)
			.strongReference(true)
			.register(registry);
	}

	/**
	 * Counts of one database, for as long as they are fresh.
	 */
	private static final class Counts {

		private final MigratorBeans migrators;

		private final String database;

		private @Nullable MigrationCounts counts;

		private long takenAt;

		Counts(MigratorBeans migrators, String database) {
			this.migrators = migrators;
			this.database = database;
		}

		synchronized double value(ToIntFunction<MigrationCounts> value) {
			if (this.takenAt == 0 || System.nanoTime() - this.takenAt > FRESH.toNanos()) {
				this.counts = take(this.migrators, this.database);
				// What took long to fail is not asked again for the next gauge.
				this.takenAt = System.nanoTime();
			}
			return (this.counts != null) ? value.applyAsInt(this.counts) : Double.NaN;
		}

		private static @Nullable MigrationCounts take(MigratorBeans migrators, String database) {
			try {
				return migrators.get(database).counts();
			}
			catch (RuntimeException ex) {
				return null;
			}
		}

	}

}
