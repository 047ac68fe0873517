package dev.migrations.boot.command;

import java.util.Map;
import java.util.function.Consumer;

import dev.migrations.boot.terminal.Terminal;

/**
 * What a command found out about a database, or did to it.
 *
 * @param exitCode how it ended
 * @param isFailure whether there is an error in place of a result
 * @param json what programs get
 * @param text writes what people get
 */
record DatabaseResult(ExitCode exitCode, boolean isFailure, Map<String, Object> json, Consumer<Terminal> text) {

	static DatabaseResult of(Map<String, Object> json, Consumer<Terminal> text) {
		return of(ExitCode.DONE, json, text);
	}

	static DatabaseResult of(ExitCode exitCode, Map<String, Object> json, Consumer<Terminal> text) {
		return new DatabaseResult(exitCode, false, json, text);
	}

	static DatabaseResult of(CommandFailure failure, boolean stackTraces) {
		return new DatabaseResult(failure.exitCode(), true, Map.of("error", failure.json()),
				(terminal) -> failure.print(terminal, stackTraces));
	}

	void print(Terminal terminal) {
		this.text.accept(terminal);
	}

}
