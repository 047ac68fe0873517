package dev.migrations;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.migrations.dialect.ServerSettings;
import dev.migrations.execution.AppliedStep;
import dev.migrations.execution.ExclusiveRun;
import dev.migrations.execution.MigrationRun;
import dev.migrations.history.History;
import dev.migrations.history.RunContext;
import dev.migrations.lock.ConnectionSource;
import dev.migrations.lock.LockWait;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.UndoTarget;
import dev.migrations.model.Version;
import dev.migrations.plan.Plan;
import dev.migrations.plan.Problem;
import dev.migrations.plan.Step;
import dev.migrations.plan.UndoPlanner;
import dev.migrations.plan.UndoSteps;
import dev.migrations.session.WorkingConnection;
import dev.migrations.source.ResolvedMigrations;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One undo on one database: exactly what was planned, or nothing.
 * <ol>
 * <li>A part that is in force of an undo that has not finished must not have been
 * edited.</li>
 * <li>Under the lock, plan again: the plan must be the one that was handed in.</li>
 * <li>Take back step by step. Where the lock lasts for one transaction only and the
 * history has changed in between, somebody else has migrated: stop.</li>
 * </ol>
 */
final class Undo {

	private static final Log logger = LogFactory.getLog(Migrator.class);

	private final WorkingConnection connection;

	private final Engine engine;

	private final ResolvedMigrations files;

	private @Nullable Plan before;

	private List<Step> planned = List.of();

	private List<AppliedMigration> rows = List.of();

	Undo(WorkingConnection connection, Engine engine) {
		this.connection = connection;
		this.engine = engine;
		this.files = engine.finder().resolve();
	}

	/**
	 * Takes back what was planned, and announces it.
	 * @param reason why, for the audit; null for no reason
	 */
	static UndoReport run(UndoPlan plan, @Nullable String reason, DatabaseAccess access, RunAnnouncements run) {
		LockWait waiting = access.waiting(run);
		run.runStarted();
		try {
			return access.call(waiting, (connection, engine) -> new Undo(connection, engine).undo(plan,
					access.secondConnection(), waiting, engine.context(run.id(), reason), run));
		}
		catch (RuntimeException ex) {
			RuntimeException worded = WorkProblem.ofLast(ex);
			run.runFailed(worded);
			throw worded;
		}
		catch (Throwable ex) {
			run.runFailed(ex);
			throw ex;
		}
	}

	UndoPlan plan(UndoTarget target) throws SQLException, IOException {
		Plan plan = plan(this.engine.reader().read(this.connection.jdbc()));
		UndoSteps undo = this.engine.undoPlanner().plan(plan, target);
		List<Problem> problems = new ArrayList<>(undo.problems());
		problems.addAll(editedParts(undo.steps()));
		return Reports.undoPlan(this.connection.dialect(), target,
				new UndoSteps(undo.steps(), List.copyOf(problems), undo.notes()));
	}

	private List<Problem> editedParts(List<Step> steps) throws SQLException, IOException {
		return new Obstacles(this.engine, this.connection.jdbc()).editedParts(steps);
	}

	UndoReport undo(UndoPlan wanted, ConnectionSource connections, LockWait waiting, RunContext context,
			RunAnnouncements run) throws SQLException, IOException {
		run.connected(this.connection.dialect().vendor().id());
		Plan before = plan(this.engine.reader().read(this.connection.jdbc()));
		if (!wanted.steps().isEmpty() || !wanted.problems().isEmpty()) {
			Reports.requireNone(editedParts(this.engine.undoPlanner().plan(before, wanted.target()).steps()));
			ReadOnlyTarget.writing(this.connection, this.engine, "Migrations are to be undone", () -> {
				ServerSettings server = this.engine.serverSettings(this.connection.jdbc());
				undo(wanted, new ExclusiveRun(this.connection, this.engine.lock(connections), waiting), run,
						() -> this.engine.run(this.connection, server, context, connections, run, false));
				return wanted;
			});
		}
		Plan after = plan(this.engine.reader().read(this.connection.jdbc()));
		UndoReport report = Reports.undone(this.connection.dialect(), before, after, wanted.notes(), run);
		logger.info(Reports.summary(report));
		run.finished(report);
		return report;
	}

	private void undo(UndoPlan wanted, ExclusiveRun alone, RunAnnouncements run, Supplier<MigrationRun> work)
			throws SQLException, IOException {
		try {
			alone.run((history) -> steps(history, wanted, run.applied()), work);
		}
		catch (MigrationFailedException ex) {
			throw (wanted.target().steps() > 1) ? saying(again(wanted.target(), run.applied()), ex) : ex;
		}
	}

	private static MigrationFailedException saying(String again, MigrationFailedException failure) {
		MigrationFailedException told = new MigrationFailedException(failure.getDescription(),
				failure.getAction() + System.lineSeparator() + again, failure.getCause());
		told.setStackTrace(failure.getStackTrace());
		for (Throwable suppressed : failure.getSuppressed()) {
			told.addSuppressed(suppressed);
		}
		return told;
	}

	/**
	 * How to go on with an undo of so many migrations of which some are undone by now.
	 */
	private String again(UndoTarget target, List<AppliedStep> done) {
		Set<MigrationKey> wanted = this.planned.stream()
			.map((step) -> step.migration().key())
			.collect(Collectors.toSet());
		Version staying = (this.before != null) ? UndoPlanner.staying(this.before, wanted) : null;
		String anew = ", not with --steps " + target.steps()
				+ ", which would be counted anew from what is applied then.";
		if (staying != null) {
			return "Undo to version " + staying + " then, with --target " + staying + anew;
		}
		Set<MigrationKey> undone = keys(done);
		return "Undo what is left one by one then, with --steps 1" + anew + " Left are "
				+ this.planned.stream()
					.filter((step) -> !undone.contains(step.migration().key()))
					.map((step) -> step.migration().script())
					.collect(Collectors.joining(", "))
				+ ".";
	}

	private static Set<MigrationKey> keys(List<AppliedStep> done) {
		return done.stream().map((applied) -> applied.step().migration().key()).collect(Collectors.toSet());
	}

	private Plan plan(History history) {
		return Engine.compare(this.engine.planner(), this.files, history.migrations());
	}

	private List<Step> steps(History history, UndoPlan wanted, List<AppliedStep> done) {
		if (done.isEmpty()) {
			Plan plan = plan(history);
			UndoSteps steps = this.engine.undoPlanner().plan(plan, wanted.target());
			Reports.requireNone(steps.problems());
			if (!Reports.undoPlan(this.connection.dialect(), wanted.target(), steps).equals(wanted)) {
				throw changed("Nothing was undone.");
			}
			this.before = plan;
			this.planned = steps.steps();
			this.rows = history.migrations();
			return this.planned;
		}
		Set<MigrationKey> undone = keys(done);
		boolean stillUndone = history.migrations()
			.stream()
			.filter((row) -> undone.contains(row.key()))
			.allMatch((row) -> row.state() == HistoryState.UNDONE);
		if (!stillUndone || !others(history.migrations(), undone).equals(others(this.rows, undone))) {
			throw changed(undone.size() + " of " + this.planned.size() + " migrations were undone before that.");
		}
		return this.planned.stream().filter((step) -> !undone.contains(step.migration().key())).toList();
	}

	private static List<AppliedMigration> others(List<AppliedMigration> rows, Set<MigrationKey> undone) {
		return rows.stream().filter((row) -> !undone.contains(row.key())).toList();
	}

	private static MigrationHistoryException changed(String soFar) {
		return new MigrationHistoryException(
				"The history or the files have changed since the undo was planned: another instance may have migrated. "
						+ soFar,
				"Look at the status, plan the undo again, and let no instance start meanwhile.");
	}

}
