package dev.migrations.boot.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.migrations.MigrationInfo;
import dev.migrations.MigrationStatus;
import dev.migrations.RunningMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationState;
import dev.migrations.model.MigrationType;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * State of one database. Either {@code error} is set or everything else that is known.
 *
 * @param vendor the database product
 * @param current the highest version applied; null if there is none
 * @param head the highest version there is a file for; null if there is none
 * @param upToDate whether nothing is pending, failed or running, and files and history
 * fit together
 * @param migrations every migration that has a file or a row, in the order of application
 * @param problems what forbids a run because files and history do not fit together, each
 * with what to do about it; null if nothing does
 * @param notes what to know, such as versions that exist for some database products and
 * not for others, each a sentence; null if there are none
 * @param running what an instance that migrates is doing at this moment; null if nobody
 * does, or this database does not tell
 * @param error why the state is not known; null if it is
 */
public record DatabaseDescriptor(@Nullable String vendor, @Nullable String current, @Nullable String head,
		@Nullable Boolean upToDate, @Nullable List<MigrationDescriptor> migrations, @Nullable List<String> problems,
		@Nullable List<String> notes, @Nullable RunningDescriptor running,
		@Nullable ErrorDescriptor error) implements OperationResponseBody {

	static DatabaseDescriptor of(MigrationStatus status) {
		return new DatabaseDescriptor(status.vendor(), text(status.current()), text(status.head()), status.isUpToDate(),
				status.migrations().stream().map(MigrationDescriptor::of).toList(), sentences(status.problems()),
				sentences(status.notes()), RunningDescriptor.of(status.running()), null);
	}

	static DatabaseDescriptor of(ErrorDescriptor error) {
		return new DatabaseDescriptor(null, null, null, null, null, null, null, null, error);
	}

	private static @Nullable List<String> sentences(List<String> sentences) {
		return sentences.isEmpty() ? null : sentences;
	}

	static @Nullable String text(@Nullable Object value) {
		return (value != null) ? value.toString() : null;
	}

	/**
	 * What an instance that migrates is doing. What cannot be told is null.
	 *
	 * @param by who migrates: host and process
	 * @param process the server's number of its session
	 * @param script the script
	 * @param statement the statement that is being executed, counted from 1
	 * @param statements how many there are
	 * @param elapsed how long that statement has been executed
	 * @param phase what the server says it is doing
	 * @param percent how much of that is done, 0 to 100
	 * @param waitingFor who keeps it waiting
	 */
	public record RunningDescriptor(String by, long process, @Nullable String script, @Nullable Integer statement,
			@Nullable Integer statements, @Nullable Duration elapsed, @Nullable String phase, @Nullable Long percent,
			@Nullable String waitingFor) {

		static @Nullable RunningDescriptor of(@Nullable RunningMigration running) {
			return (running != null)
					? new RunningDescriptor(running.by(), running.process(), running.script(), running.statement(),
							running.statements(), running.elapsed(), running.phase(),
							(running.percent() != null) ? Math.round(running.percent()) : null, running.waitingFor())
					: null;
		}

	}

	/**
	 * One migration.
	 *
	 * @param version the version as the file spells it; null for a repeatable migration
	 * @param description the description
	 * @param type how it is found due
	 * @param script the file, relative to its location
	 * @param state its state
	 * @param checksum its checksums
	 * @param appliedAt the server's time at which it was applied; null if it was not
	 * @param appliedBy who applied it; null if it was not
	 * @param executionTime how long it took; null if it was not applied
	 * @param statements how far it got; null where that cannot be told
	 */
	public record MigrationDescriptor(@Nullable String version, String description, MigrationType type,
			@Nullable String script, MigrationState state, ChecksumDescriptor checksum, @Nullable Instant appliedAt,
			@Nullable String appliedBy, @Nullable Duration executionTime, @Nullable StatementsDescriptor statements) {

		static MigrationDescriptor of(MigrationInfo info) {
			MigrationInfo.StatementCount count = info.statements();
			return new MigrationDescriptor(info.version(), info.description(), info.type(), info.script(), info.state(),
					ChecksumDescriptor.of(info.checksum()), info.appliedAt(), info.appliedBy(), info.executionTime(),
					(count != null) ? new StatementsDescriptor(count.done(), count.total()) : null);
		}

	}

	/**
	 * Checksums of one migration.
	 *
	 * @param applied the one it was applied with; null if it was not
	 * @param resolved the one of its file; null if there is none
	 * @param status what comparing them gives
	 */
	public record ChecksumDescriptor(@Nullable String applied, @Nullable String resolved, ChecksumStatus status) {

		static ChecksumDescriptor of(MigrationInfo.ChecksumInfo checksum) {
			return new ChecksumDescriptor(value(checksum.applied()), value(checksum.resolved()), checksum.status());
		}

		private static @Nullable String value(@Nullable Checksum checksum) {
			return (checksum != null) ? checksum.value() : null;
		}

	}

	/**
	 * How many of a script's statements are in force.
	 *
	 * @param done statements that were executed
	 * @param total statements in the file
	 */
	public record StatementsDescriptor(int done, int total) {
	}

}
