package dev.migrations.boot.command;

import java.util.Map;
import java.util.function.Consumer;

import dev.migrations.MigrationReport;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;

/**
 * What a command found out about a database or a tenant, or did to it.
 *
 * @param kind what there is to say of it
 * @param exitCode how it ended
 * @param json what programs get
 * @param text writes what people get
 */
record DatabaseResult(Kind kind, ExitCode exitCode, Map<String, Object> json, Consumer<Terminal> text) {

	static DatabaseResult of(Map<String, Object> json, Consumer<Terminal> text) {
		return new DatabaseResult(Kind.FINE, ExitCode.DONE, json, text);
	}

	static DatabaseResult of(ExitCode exitCode, Map<String, Object> json, Consumer<Terminal> text) {
		return new DatabaseResult((exitCode == ExitCode.DONE) ? Kind.FINE : Kind.REMARKABLE, exitCode, json, text);
	}

	static DatabaseResult of(CommandFailure failure, boolean stackTraces) {
		return new DatabaseResult(Kind.FAILED, failure.exitCode(), Map.of("error", failure.json()),
				(terminal) -> failure.print(terminal, stackTraces));
	}

	/**
	 * Of a database that was left as it was, because another one failed. That one says
	 * how the command ends.
	 */
	static DatabaseResult notBegun() {
		return new DatabaseResult(Kind.REMARKABLE, ExitCode.DONE, Map.of("notDone", "NOT_BEGUN"), (terminal) -> terminal
			.line(terminal.styled(Style.WARNING, "Not begun") + ", because another one failed."));
	}

	/**
	 * Of a database that was left where it had got to, because another one failed. That
	 * one says how the command ends.
	 * @param report what was done in it until then
	 */
	static DatabaseResult stopped(MigrationReport report) {
		return new DatabaseResult(Kind.REMARKABLE, ExitCode.DONE,
				JsonValues.object()
					.with("notDone", "STOPPED")
					.with("current", report.current())
					.with("applied", JsonValues.applied(report))
					.build(),
				(terminal) -> terminal.line(terminal.styled(Style.WARNING, "Stopped") + " at "
						+ ((report.current() != null) ? "version " + report.current() : "no version") + ", "
						+ report.applied().size() + " applied, because another one failed."));
	}

	/**
	 * The same, which is to be shown also where many are asked.
	 */
	DatabaseResult remarkable() {
		return new DatabaseResult((this.kind == Kind.FINE) ? Kind.REMARKABLE : this.kind, this.exitCode, this.json,
				this.text);
	}

	boolean isFailure() {
		return this.kind == Kind.FAILED;
	}

	boolean isFine() {
		return this.kind == Kind.FINE;
	}

	void print(Terminal terminal) {
		this.text.accept(terminal);
	}

	/**
	 * What there is to say of a database.
	 */
	enum Kind {

		/**
		 * As it should be: of many, it is only counted.
		 */
		FINE,

		/**
		 * Something is due, or not as it should be.
		 */
		REMARKABLE,

		/**
		 * There is an error in place of a result.
		 */
		FAILED

	}

}
