package dev.migrations.boot.command;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.MigrationInfo;
import dev.migrations.MigrationReport;
import dev.migrations.MigrationStatus;
import dev.migrations.boot.terminal.ProgressBar;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Table.Cell;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.ChecksumStatus;
import dev.migrations.model.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * How states, times and numbers are shown to people.
 */
final class Words {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private Words() {
	}

	/**
	 * One line that says where a database is.
	 */
	static String headline(MigrationStatus status, Terminal terminal) {
		return terminal.styled(Style.BOLD, status.vendor()) + ": current "
				+ ((status.current() != null) ? status.current() : "none") + ", head "
				+ ((status.head() != null) ? status.head() : "none") + ", " + verdict(status, terminal);
	}

	private static String verdict(MigrationStatus status, Terminal terminal) {
		if (status.isUpToDate()) {
			return isAhead(status) ? terminal.styled(Style.WARNING, "ahead of the files here")
					: terminal.styled(Style.GOOD, "up to date");
		}
		long due = status.migrations().stream().filter(Words::isDue).count();
		List<String> words = new ArrayList<>();
		if (due > 0) {
			words.add(terminal.styled(Style.DUE, due + " not applied"));
		}
		if (!status.problems().isEmpty()) {
			words.add(terminal.styled(Style.BAD, count(status.problems().size(), "problem")));
		}
		return String.join(", ", words);
	}

	/**
	 * Whether it is not applied although its file is to be. What was undone may have none
	 * here.
	 */
	private static boolean isDue(MigrationInfo migration) {
		return migration.state().isUnfinished() && !(migration.state() == MigrationState.UNDONE
				&& migration.checksum().status() == ChecksumStatus.MISSING_FILE);
	}

	/**
	 * How a database stands in which nothing is left to do.
	 */
	static String standing(MigrationReport report) {
		if (!report.isAhead()) {
			return "up to date";
		}
		return "ahead of the files here" + ((report.head() != null) ? ", which end at version " + report.head() : "");
	}

	private static boolean isAhead(MigrationStatus status) {
		return status.migrations().stream().anyMatch((migration) -> migration.state() == MigrationState.FUTURE);
	}

	static Cell state(MigrationInfo migration) {
		MigrationState state = migration.state();
		Style style = switch (state) {
			case APPLIED, BASELINE -> Style.GOOD;
			case PENDING, OUTDATED, UNDONE -> Style.DUE;
			case RUNNING, UNDOING, OUT_OF_ORDER, FUTURE -> Style.WARNING;
			case FAILED, MISSING -> Style.BAD;
			case BELOW_BASELINE, ABOVE_TARGET, RETIRED -> Style.FAINT;
		};
		MigrationInfo.StatementCount statements = migration.statements();
		boolean begun = state == MigrationState.FAILED || state == MigrationState.RUNNING
				|| state == MigrationState.UNDOING;
		String progress = (begun && statements != null) ? " " + statements.done() + "/" + statements.total() : "";
		return new Cell(lower(state) + progress, style);
	}

	static Cell checksum(ChecksumStatus status) {
		return switch (status) {
			case MATCH -> new Cell("match", Style.PLAIN);
			case REFORMATTED -> new Cell("reformatted", Style.PLAIN);
			case MISMATCH -> new Cell("edited", Style.BAD);
			case MISSING_FILE -> new Cell("no file", Style.WARNING);
			case UNKNOWN -> new Cell("unknown", Style.FAINT);
			case NOT_APPLIED -> new Cell("", Style.PLAIN);
		};
	}

	static Cell version(@Nullable String version) {
		return (version != null) ? Cell.of(version) : new Cell("repeatable", Style.FAINT);
	}

	static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	static String orNothing(@Nullable String text) {
		return (text != null) ? text : "";
	}

	static String time(@Nullable Instant time) {
		return (time != null) ? TIME.format(time) : "";
	}

	static String duration(@Nullable Duration duration) {
		return (duration != null) ? ProgressBar.duration(duration) : "";
	}

	static String count(long number, String what) {
		return number + " " + what + ((number == 1) ? "" : "s");
	}

}
