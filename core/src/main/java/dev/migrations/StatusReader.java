package dev.migrations;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.migrations.execution.RunInProgress;
import dev.migrations.history.History;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.session.WorkingConnection;
import dev.migrations.source.ResolvedMigrations;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a database stands, without the lock. It is asked again and again, for the
 * endpoint, for health and for metrics, and so remembers of the files what has not
 * changed.
 */
final class StatusReader {

	private final DatabaseAccess access;

	private final KnownScripts known;

	/** As they were when somebody first asked for the counts. */
	private volatile @Nullable ResolvedMigrations files;

	StatusReader(DatabaseAccess access, KnownScripts known) {
		this.access = access;
		this.known = known;
	}

	/**
	 * Every migration with its state.
	 */
	MigrationStatus status() {
		return this.access.call((connection, engine) -> {
			KnownScripts.Reading scripts = scripts(connection);
			ResolvedMigrations resolved = engine.finder().resolve(scripts.checksums());
			History history = engine.reader().read(connection.jdbc());
			Version baseline = new FirstRun(engine, connection.jdbc()).baseline(history);
			Plan plan = plan(engine, resolved, history, baseline);
			return StatusReports.status(connection.dialect(), plan,
					new Obstacles(engine, connection.jdbc()).atFirstSight(plan.steps(), baseline),
					new StatementCounts(scripts.statements(), engine.scripts(connection.jdbc()),
							scripts.statements()
								.done(connection, this.access.settings().schema().qualifiedHistoryTable(), history)),
					notes(connection, engine, history, baseline, plan), running(connection, engine, plan));
		});
	}

	/**
	 * What a run would plan, without a baseline that is still to be recorded.
	 */
	private static Plan plan(Engine engine, ResolvedMigrations resolved, History history, @Nullable Version baseline) {
		Plan plan = Engine.compare(engine.planner(), resolved, FirstRun.foreseen(history, baseline).migrations());
		return (baseline != null) ? plan.unrecorded() : plan;
	}

	private static List<String> notes(WorkingConnection connection, Engine engine, History history,
			@Nullable Version baseline, Plan plan) throws SQLException {
		List<String> notes = new ArrayList<>(plan.warnings());
		if (baseline != null) {
			notes.add(FirstRun.note(baseline));
		}
		notes.addAll(engine.finder().source().compareVendors());
		notes.addAll(new FirstRun(engine, connection.jdbc()).notes(history, plan.steps()));
		return List.copyOf(notes);
	}

	/**
	 * What an instance that migrates is doing at this moment.
	 */
	Optional<RunningMigration> running() {
		return this.access.call((connection, engine) -> {
			Plan plan = plan(engine, engine.finder().resolve(scripts(connection).checksums()),
					engine.reader().read(connection.jdbc()), null);
			return Optional.ofNullable(running(connection, engine, plan));
		});
	}

	private @Nullable RunningMigration running(WorkingConnection connection, Engine engine, Plan plan)
			throws SQLException {
		RunInProgress.Look look = engine.runInProgress(connection.jdbc(), this.access.secondConnection())
			.look(connection.jdbc(), plan.migrations());
		if (look == null) {
			return null;
		}
		ResolvedMigration script = look.migration();
		return Reports.running(look, (script != null)
				? scripts(connection).statements().total(script, engine.scripts(connection.jdbc())) : null);
	}

	private KnownScripts.Reading scripts(WorkingConnection connection) {
		return this.known.of(connection.dialect().vendor());
	}

	/**
	 * How many migrations are in which state.
	 */
	MigrationCounts counts() {
		return this.access.call((connection, engine) -> {
			ResolvedMigrations resolved = this.files;
			if (resolved == null) {
				resolved = engine.finder().resolve(scripts(connection).checksums());
				this.files = resolved;
			}
			History history = engine.reader().read(connection.jdbc());
			Version baseline = new FirstRun(engine, connection.jdbc()).baseline(history);
			return StatusReports.counts(connection.dialect(), plan(engine, resolved, history, baseline),
					this.access.settings());
		});
	}

}
