package dev.migrations;

/**
 * Told what happens in a run, while it happens.
 * <ul>
 * <li>Calls for one database come one at a time, from the thread that migrates it; only
 * {@link #migrationProgressed} may come from another one. Where several databases are
 * migrated at the same time, their calls may come at the same time too.</li>
 * <li>The run waits until a call returns, in part with a transaction open: a listener
 * answers quickly, and does not use the database that is being migrated.</li>
 * <li>An exception that a listener throws is logged and changes nothing else: the other
 * listeners are called, and the run goes on. An {@link Error} is not caught and ends the
 * run like a failure of the migration.</li>
 * </ul>
 */
public interface MigrationListener {

	/**
	 * Something has happened. Calls the method for that kind of event, so that a listener
	 * that wants them all overrides this one.
	 * @param event the event
	 */
	default void on(MigrationEvent event) {
		if (event instanceof MigrationEvent.MigrationProgressed progressed) {
			migrationProgressed(progressed);
		}
		else if (event instanceof MigrationEvent.MigrationStarted started) {
			migrationStarted(started);
		}
		else if (event instanceof MigrationEvent.MigrationApplied applied) {
			migrationApplied(applied);
		}
		else if (event instanceof MigrationEvent.MigrationFailed failed) {
			migrationFailed(failed);
		}
		else if (event instanceof MigrationEvent.MigrationRetried retried) {
			migrationRetried(retried);
		}
		else if (event instanceof MigrationEvent.StatementSkipped skipped) {
			statementSkipped(skipped);
		}
		else if (event instanceof MigrationEvent.RunStarted started) {
			runStarted(started);
		}
		else if (event instanceof MigrationEvent.RunPlanned planned) {
			runPlanned(planned);
		}
		else if (event instanceof MigrationEvent.RunFinished finished) {
			runFinished(finished);
		}
		else if (event instanceof MigrationEvent.RunFailed failed) {
			runFailed(failed);
		}
		else if (event instanceof MigrationEvent.Waiting waiting) {
			waiting(waiting);
		}
	}

	/**
	 * A run has been asked for.
	 * @param event the event
	 */
	default void runStarted(MigrationEvent.RunStarted event) {
	}

	/**
	 * Something is due, and the lock is held.
	 * @param event the event
	 */
	default void runPlanned(MigrationEvent.RunPlanned event) {
	}

	/**
	 * Another instance, or another transaction, is waited for.
	 * @param event the event
	 */
	default void waiting(MigrationEvent.Waiting event) {
	}

	/**
	 * The first statement of a migration is about to be sent.
	 * @param event the event
	 */
	default void migrationStarted(MigrationEvent.MigrationStarted event) {
	}

	/**
	 * A migration has got so far.
	 * @param event the event
	 */
	default void migrationProgressed(MigrationEvent.MigrationProgressed event) {
	}

	/**
	 * A statement was left out by its guard.
	 * @param event the event
	 */
	default void statementSkipped(MigrationEvent.StatementSkipped event) {
	}

	/**
	 * A statement did not get its lock in time and will be tried again.
	 * @param event the event
	 */
	default void migrationRetried(MigrationEvent.MigrationRetried event) {
	}

	/**
	 * A migration was applied, or undone, and committed.
	 * @param event the event
	 */
	default void migrationApplied(MigrationEvent.MigrationApplied event) {
	}

	/**
	 * A migration failed.
	 * @param event the event
	 */
	default void migrationFailed(MigrationEvent.MigrationFailed event) {
	}

	/**
	 * The run has ended.
	 * @param event the event
	 */
	default void runFinished(MigrationEvent.RunFinished event) {
	}

	/**
	 * The run has failed.
	 * @param event the event
	 */
	default void runFailed(MigrationEvent.RunFailed event) {
	}

}
