package dev.migrations;

import java.time.Duration;
import java.util.List;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a run. Events of one run come in this order:
 * <ol>
 * <li>{@link RunStarted}.</li>
 * <li>{@link RunPlanned}, once something is due and the lock is held. A run with nothing
 * to do has none.</li>
 * <li>For each migration {@link MigrationStarted}, then any number of
 * {@link MigrationProgressed}, {@link StatementSkipped} and {@link MigrationRetried},
 * then one of {@link MigrationApplied} and {@link MigrationFailed}. Of those that share a
 * transaction, all but the first are told when it has been committed.</li>
 * <li>One of {@link RunFinished} and {@link RunFailed}.</li>
 * </ol>
 * {@link Waiting} comes in between, any number of times.
 */
public sealed interface MigrationEvent {

	/**
	 * The run in which it happened.
	 * @return the run
	 */
	Run run();

	/**
	 * One call that migrates a database, or undoes migrations.
	 *
	 * @param id what the column {@code run_id} of the history holds
	 * @param operation what the run does
	 * @param database the name of the database, as the configuration gives it; of a
	 * tenant, that of the database to which it belongs
	 * @param tenant the id of the tenant that is migrated; null if it is none
	 */
	record Run(String id, Operation operation, String database, @Nullable String tenant) {
	}

	/**
	 * What a run does.
	 */
	enum Operation {

		/**
		 * Applies migrations.
		 */
		MIGRATE,

		/**
		 * Undoes migrations.
		 */
		UNDO

	}

	/**
	 * Migration of a run.
	 *
	 * @param version the version as the file spells it; null for a repeatable migration
	 * @param description the description
	 * @param script the file, relative to its location
	 * @param number which migration of the run it is, counted from 1
	 * @param total how many migrations the run has, as far as that is known by now
	 */
	record Subject(@Nullable String version, String description, String script, int number, int total) {
	}

	/**
	 * Another instance, or another transaction, is waited for. Comes every few seconds.
	 *
	 * @param run the run
	 * @param message what is waited for, since when, and who holds it
	 */
	record Waiting(Run run, String message) implements MigrationEvent {
	}

	/**
	 * The run has been asked for.
	 *
	 * @param run the run
	 */
	record RunStarted(Run run) implements MigrationEvent {
	}

	/**
	 * The lock is held, and something is due.
	 *
	 * @param run the run
	 * @param vendor the database product, for example {@code postgresql}
	 * @param migrations how many migrations are due
	 */
	record RunPlanned(Run run, String vendor, int migrations) implements MigrationEvent {
	}

	/**
	 * The first statement of a migration is about to be sent.
	 *
	 * @param run the run
	 * @param migration the migration
	 * @param statements how many statements it has
	 * @param resumedAfter the last statement that an earlier run has done; 0 if none has
	 */
	record MigrationStarted(Run run, Subject migration, int statements, int resumedAfter) implements MigrationEvent {
	}

	/**
	 * How far a migration has got. Comes when a statement is about to be sent, but no
	 * more often than ten times a second where statements are many and short, and every
	 * few seconds while a statement takes long on a database that tells how far it is.
	 *
	 * @param run the run
	 * @param migration the migration
	 * @param statement the statement that is being executed, counted from 1
	 * @param statements how many statements there are
	 * @param elapsed how long the migration has taken so far
	 * @param phase what the server says it is doing; null if it does not
	 * @param percent how much of the statement is done, 0 to 100; null if the server does
	 * not tell
	 * @param waitingFor who keeps the statement waiting; null if nobody does, or it is
	 * not known
	 */
	record MigrationProgressed(Run run, Subject migration, int statement, int statements, Duration elapsed,
			@Nullable String phase, @Nullable Double percent, @Nullable String waitingFor) implements MigrationEvent {

		/**
		 * What it says, as the log words it.
		 * @return the sentence
		 */
		public String toSentence() {
			return this.migration.script() + ": statement " + this.statement + " of " + this.statements + ", after "
					+ this.elapsed.toSeconds() + " s" + Reports.progress(this.phase, this.percent, this.waitingFor);
		}

	}

	/**
	 * A statement was left out by its guard.
	 *
	 * @param run the run
	 * @param migration the migration
	 * @param statement which statement, where, and by which guard
	 */
	record StatementSkipped(Run run, Subject migration, String statement) implements MigrationEvent {
	}

	/**
	 * A statement did not get its lock in time, or lost a deadlock, was rolled back, and
	 * will be tried again.
	 *
	 * @param run the run
	 * @param migration the migration
	 * @param attempt how many attempts have failed by now
	 * @param attempts how many there are at most
	 * @param pause how long is waited until the next one
	 * @param reason the statement, the server's words, and who was in the way
	 */
	record MigrationRetried(Run run, Subject migration, int attempt, int attempts, Duration pause,
			String reason) implements MigrationEvent {
	}

	/**
	 * A migration was applied, or undone, and committed.
	 *
	 * @param run the run
	 * @param migration the migration
	 * @param statements how many statements were executed
	 * @param skipped what was left out by a guard, each with its place
	 * @param duration how long it took
	 */
	record MigrationApplied(Run run, Subject migration, int statements, List<String> skipped,
			Duration duration) implements MigrationEvent {
	}

	/**
	 * A migration failed. What is in force of it, the history says.
	 *
	 * @param run the run
	 * @param migration the migration
	 * @param failure why
	 */
	record MigrationFailed(Run run, Subject migration, Throwable failure) implements MigrationEvent {
	}

	/**
	 * The run has ended, with or without having had anything to do.
	 *
	 * @param run the run
	 * @param vendor the database product, for example {@code postgresql}
	 * @param migrations how many migrations were applied, or undone
	 * @param initial the highest version applied before; null if there was none
	 * @param current the highest version applied now; null if there is none
	 * @param duration how long the run took, waiting for the lock included
	 */
	record RunFinished(Run run, String vendor, int migrations, @Nullable Version initial, @Nullable Version current,
			Duration duration) implements MigrationEvent {
	}

	/**
	 * The run has failed.
	 *
	 * @param run the run
	 * @param failure why
	 */
	record RunFailed(Run run, Throwable failure) implements MigrationEvent {
	}

}
