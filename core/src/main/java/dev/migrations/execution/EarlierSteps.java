package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.migrations.history.History;
import dev.migrations.model.Direction;
import dev.migrations.plan.Step;
import dev.migrations.session.WorkingConnection;

/**
 * What earlier runs have left in the journal. Where every script has steps and creating a
 * table would commit what is open, our own tables are created before the first script,
 * and the journal is asked once whether there is anything in it.
 */
final class EarlierSteps {

	private final WorkingConnection connection;

	private final LockedRun run;

	private boolean tablesPrepared;

	private boolean found;

	EarlierSteps(WorkingConnection connection, LockedRun run) {
		this.connection = connection;
		this.run = run;
	}

	/**
	 * Creates our own tables where creating them within a transaction would commit it.
	 */
	void prepareTables(Step step, History history) throws SQLException {
		if (this.connection.dialect().transactionalDdl()) {
			return;
		}
		Connection jdbc = this.connection.jdbc();
		if (!this.tablesPrepared) {
			this.run.writer().prepare(history);
			this.run.journal().prepare(jdbc);
			this.found = this.run.journal().hasSteps(jdbc);
			this.tablesPrepared = true;
		}
		if (step.direction() == Direction.DOWN) {
			this.run.prepareAudit(this.connection);
		}
	}

	/**
	 * The steps of a migration.
	 * @param journal the journal of its direction
	 */
	List<JournalStep> steps(Step step, Journal journal) throws SQLException {
		Connection jdbc = this.connection.jdbc();
		boolean journaled = this.connection.dialect().transactionalDdl()
				? ResumePoint.isUnfinished(step) && journal.exists(jdbc) : this.found || step.previous() != null;
		return journaled ? journal.read(jdbc, step.migration().key()) : List.of();
	}

}
