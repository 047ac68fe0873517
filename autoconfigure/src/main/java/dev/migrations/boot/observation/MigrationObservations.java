package dev.migrations.boot.observation;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrations.MigrationEvent;
import dev.migrations.MigrationListener;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Observes each run, and within it each migration. Both are in scope while they last, so
 * that whatever else is observed or logged meanwhile belongs to them.
 */
final class MigrationObservations implements MigrationListener, Ordered {

	private static final String RUN = "migrations.run";

	private static final String MIGRATION = "migrations.migration";

	private final ObservationRegistry registry;

	private final Map<String, Running> runs = new ConcurrentHashMap<>();

	private final Map<String, Running> migrations = new ConcurrentHashMap<>();

	MigrationObservations(ObservationRegistry registry) {
		this.registry = registry;
	}

	@Override
	public void runStarted(MigrationEvent.RunStarted event) {
		MigrationEvent.Run run = event.run();
		Observation observation = observation(RUN, run).contextualName(operation(run) + " " + run.database())
			.highCardinalityKeyValue("run", run.id());
		this.runs.put(run.id(), Running.start(observation));
	}

	@Override
	public void migrationStarted(MigrationEvent.MigrationStarted event) {
		MigrationEvent.Subject migration = event.migration();
		Observation observation = observation(MIGRATION, event.run())
			.contextualName(operation(event.run()) + " " + migration.script())
			.highCardinalityKeyValue("script", migration.script())
			.highCardinalityKeyValue("version", (migration.version() != null) ? migration.version() : "repeatable");
		this.migrations.put(event.run().id(), Running.start(observation));
	}

	@Override
	public void migrationRetried(MigrationEvent.MigrationRetried event) {
		Running running = this.migrations.get(event.run().id());
		if (running != null) {
			running.observation().event(Observation.Event.of("retry", "attempt " + event.attempt() + " failed"));
		}
	}

	@Override
	public void migrationApplied(MigrationEvent.MigrationApplied event) {
		stop(this.migrations.remove(event.run().id()), "applied", null);
	}

	@Override
	public void migrationFailed(MigrationEvent.MigrationFailed event) {
		stop(this.migrations.remove(event.run().id()), "failed", event.failure());
	}

	@Override
	public void runFinished(MigrationEvent.RunFinished event) {
		stop(this.runs.remove(event.run().id()), (event.migrations() > 0) ? "applied" : "nothing_due", null);
	}

	@Override
	public void runFailed(MigrationEvent.RunFailed event) {
		stop(this.runs.remove(event.run().id()), "failed", event.failure());
	}

	private Observation observation(String name, MigrationEvent.Run run) {
		Observation observation = Observation.createNotStarted(name, this.registry)
			.lowCardinalityKeyValue("database", run.database())
			.lowCardinalityKeyValue("operation", operation(run))
			// Metrics of one name have the same tags, whatever becomes of it.
			.lowCardinalityKeyValue("outcome", "unknown");
		// Of tenants there may be thousands: too many for a tag of metrics.
		return (run.tenant() != null) ? observation.highCardinalityKeyValue("tenant", run.tenant()) : observation;
	}

	private static String operation(MigrationEvent.Run run) {
		return run.operation().name().toLowerCase(Locale.ROOT);
	}

	private static void stop(@Nullable Running running, String outcome, @Nullable Throwable failure) {
		if (running != null) {
			running.scope().close();
			running.observation().lowCardinalityKeyValue(KeyValue.of("outcome", outcome));
			if (failure != null) {
				running.observation().error(failure);
			}
			running.observation().stop();
		}
	}

	/**
	 * Before listeners of the application, so that they are called within the scope.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Observation that has not ended.
	 */
	private record Running(Observation observation, Observation.Scope scope) {

		static Running start(Observation observation) {
			observation.start();
			return new Running(observation, observation.openScope());
		}

	}

}
