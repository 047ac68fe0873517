package dev.migrations.boot.terminal;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.migrations.MigrationEvent;
import dev.migrations.MigrationEvent.Run;
import dev.migrations.MigrationEvent.Subject;
import dev.migrations.MigrationListener;

/**
 * Bar that moves on with each migration, and with the statements of a long one. What is
 * done is written above it, and in the end nothing is left of it.
 */
public final class ProgressBar implements MigrationListener {

	private static final int WIDEST_BAR = 30;

	private final Terminal terminal;

	/**
	 * Creates a bar.
	 * @param terminal a terminal whose cursor can be moved
	 */
	public ProgressBar(Terminal terminal) {
		this.terminal = terminal;
	}

	@Override
	public synchronized void waiting(MigrationEvent.Waiting event) {
		show(this.terminal.styled(Style.WARNING, cut(event.message(), this.terminal.features().width() - 1)));
	}

	@Override
	public synchronized void migrationStarted(MigrationEvent.MigrationStarted event) {
		show(event.run(), event.migration(), event.resumedAfter(), event.statements(), "");
	}

	@Override
	public synchronized void migrationProgressed(MigrationEvent.MigrationProgressed event) {
		StringBuilder details = new StringBuilder(", ").append(duration(event.elapsed()));
		if (event.phase() != null) {
			details.append(", ").append(event.phase());
		}
		if (event.percent() != null) {
			details.append(String.format(Locale.ROOT, ", %.0f %%", event.percent()));
		}
		if (event.waitingFor() != null) {
			details.append(", waiting for ").append(event.waitingFor());
		}
		show(event.run(), event.migration(), event.statement() - 1, event.statements(), details.toString());
	}

	@Override
	public synchronized void migrationRetried(MigrationEvent.MigrationRetried event) {
		this.terminal.rewrite("");
		this.terminal
			.paragraph(this.terminal.styled(Style.WARNING, "Will be tried again:") + " " + event.reason().strip());
	}

	@Override
	public synchronized void migrationApplied(MigrationEvent.MigrationApplied event) {
		this.terminal.rewrite("");
		line(this.terminal, database(event.run()) + event.migration().script(), event.statements(), event.skipped(),
				event.duration());
	}

	@Override
	public synchronized void migrationFailed(MigrationEvent.MigrationFailed event) {
		this.terminal.rewrite("");
		this.terminal.line(this.terminal.styled(Style.BAD, this.terminal.symbol("✗", "failed:")) + " "
				+ database(event.run()) + event.migration().script());
	}

	@Override
	public synchronized void runFinished(MigrationEvent.RunFinished event) {
		this.terminal.rewrite("");
	}

	@Override
	public synchronized void runFailed(MigrationEvent.RunFailed event) {
		this.terminal.rewrite("");
	}

	/**
	 * Writes that a script is done.
	 * @param terminal where
	 * @param script the script
	 * @param statements how many statements were executed
	 * @param skipped what was left out
	 * @param duration how long it took
	 */
	public static void line(Terminal terminal, String script, int statements, List<String> skipped, Duration duration) {
		terminal.line(terminal.styled(Style.GOOD, terminal.symbol("✓", "ok")) + " " + script + " (" + statements
				+ ((statements == 1) ? " statement, " : " statements, ") + duration(duration) + ")");
		skipped.forEach((left) -> terminal.line("  skipped: " + left));
	}

	/**
	 * Names the database, if it has a name.
	 */
	private static String database(Run run) {
		if (run.tenant() != null) {
			return run.tenant() + ": ";
		}
		return run.database().equals("default") ? "" : run.database() + ": ";
	}

	private void show(Run run, Subject migration, int done, int statements, String details) {
		double inside = (statements > 0) ? Math.min(1.0, (double) done / statements) : 0;
		double share = (migration.number() - 1 + inside) / Math.max(1, migration.total());
		String text = " " + migration.number() + "/" + migration.total() + " " + database(run) + migration.script()
				+ " " + done + "/" + statements + details;
		int width = this.terminal.features().width() - 1;
		int bar = Math.max(5, Math.min(WIDEST_BAR, width - DisplayWidth.of(text)));
		int full = (int) Math.round(bar * Math.min(1.0, share));
		show(this.terminal.styled(Style.GOOD, this.terminal.symbol("█", "#").repeat(full))
				+ this.terminal.styled(Style.FAINT, this.terminal.symbol("░", "-").repeat(bar - full))
				+ cut(text, width - bar));
	}

	private void show(String line) {
		this.terminal.rewrite(line);
	}

	private static String cut(String text, int width) {
		return DisplayWidth.cut(text.replaceAll("\\p{Cntrl}", " "), Math.max(0, width));
	}

	/**
	 * A duration with the digits that matter.
	 * @param duration the duration
	 * @return a short text
	 */
	public static String duration(Duration duration) {
		long millis = duration.toMillis();
		if (millis < 1000) {
			return millis + " ms";
		}
		if (millis < 60_000) {
			return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
		}
		return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
	}

}
