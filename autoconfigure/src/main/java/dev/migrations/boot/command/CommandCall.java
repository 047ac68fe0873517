package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.boot.terminal.ProgressBar;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.DatabasesFailedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.json.JsonWriter;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Call of a command: its options, the databases it is about, and where its result goes.
 */
final class CommandCall {

	private final ParseResult options;

	private final ConfigurableApplicationContext context;

	private final Terminal terminal;

	private final ProgressBar progress;

	CommandCall(ParseResult options, ConfigurableApplicationContext context, Terminal terminal) {
		this.options = options;
		this.context = context;
		this.terminal = terminal;
		this.progress = new ProgressBar(terminal);
		if (isLive()) {
			context.getBeanFactory().registerSingleton("migrationsCommandProgress", this.progress);
		}
	}

	/**
	 * Whether people see what happens while it happens, and not afterwards.
	 */
	boolean isLive() {
		return this.terminal.features().movable() && !json();
	}

	boolean isSet(String option) {
		return this.options.hasMatchedOption(option);
	}

	<T> @Nullable T value(String option) {
		return this.options.matchedOptionValue(option, null);
	}

	/**
	 * The argument that is no option, of commands that require one.
	 */
	<T> T argument(Class<T> type) {
		return type.cast(this.options.matchedPositional(0).getValue());
	}

	/**
	 * All arguments that are no options.
	 */
	List<String> arguments() {
		return this.options.matchedPositionals()
			.stream()
			.flatMap((argument) -> argument.stringValues().stream())
			.toList();
	}

	/**
	 * A property of the application.
	 */
	<T> T property(String name, Class<T> type, T otherwise) {
		return Binder.get(this.context.getEnvironment()).bind(name, type).orElse(otherwise);
	}

	boolean json() {
		return isSet("--json");
	}

	/**
	 * Whether somebody is there who can be asked, and wants to be.
	 */
	boolean mayAsk() {
		return this.terminal.features().interactive() && !isSet("--yes") && !json();
	}

	Terminal terminal() {
		return this.terminal;
	}

	/**
	 * The database that the command is about.
	 * @throws ParameterException if there are several and none was named
	 */
	Map<String, Migrator> migrator() {
		Map<String, Migrator> migrators = migrators();
		if (migrators.size() > 1) {
			throw new ParameterException(this.options.commandSpec().commandLine(),
					"Name one database with --database: " + String.join(", ", migrators.keySet()));
		}
		return migrators;
	}

	/**
	 * The databases that the command is about, by name.
	 */
	Map<String, Migrator> migrators() {
		Databases databases = new Databases(this.context);
		List<String> wanted = this.options.matchedOptionValue("--database", List.of());
		Map<String, Migrator> migrators = new LinkedHashMap<>();
		databases.select(wanted).forEach((name) -> migrators.put(name, databases.get(name)));
		return migrators;
	}

	/**
	 * Asks each database and reports what they answer. One that fails is reported beside
	 * the others.
	 * @param migrators the databases
	 * @param question what to ask
	 */
	ExitCode askEach(Map<String, Migrator> migrators, Question question) {
		Map<String, DatabaseResult> results = new LinkedHashMap<>();
		migrators.forEach((name, migrator) -> {
			try {
				results.put(name, question.ask(name, migrator));
			}
			catch (RuntimeException ex) {
				results.put(name, failure(ex));
			}
		});
		return report(results);
	}

	/**
	 * Changes one database after the other and reports what became of it. The first one
	 * that fails is the last one that is touched.
	 * @param migrators the databases
	 * @param change what to do
	 */
	ExitCode changeEach(Map<String, Migrator> migrators, Question change) {
		Map<String, DatabaseResult> results = new LinkedHashMap<>();
		changeEach(migrators, change, results);
		return report(results);
	}

	/**
	 * Changes databases in the order and with the parallelism that are configured for
	 * them, and then, one after the other, those that are not part of that.
	 * @param migrators the databases
	 * @param together what to do with those that are configured together
	 * @param change what to do with each of the others
	 */
	ExitCode changeTogether(Map<String, Migrator> migrators,
			Function<MigratorGroup, Map<String, DatabaseResult>> together, Question change) {
		Map<String, DatabaseResult> results = new LinkedHashMap<>();
		Map<String, Migrator> others = new LinkedHashMap<>(migrators);
		MigratorGroup all = this.context.getBeanProvider(MigratorGroup.class).getIfAvailable();
		if (all != null) {
			MigratorGroup group = all.only(migrators.keySet());
			others.keySet().removeAll(group.databases());
			try {
				results.putAll(together.apply(group));
			}
			catch (DatabasesFailedException ex) {
				ex.getFailures().forEach((name, failure) -> results.put(name, failure(failure)));
				results.put(ex.getFailures().keySet().iterator().next(), failure(ex));
			}
			catch (RuntimeException ex) {
				results.put(group.databases().iterator().next(), failure(ex));
			}
		}
		if (results.values().stream().noneMatch(DatabaseResult::isFailure)) {
			changeEach(others, change, results);
		}
		return report(results);
	}

	private void changeEach(Map<String, Migrator> migrators, Question change, Map<String, DatabaseResult> results) {
		for (Map.Entry<String, Migrator> database : migrators.entrySet()) {
			try {
				results.put(database.getKey(), change.ask(database.getKey(), database.getValue()));
			}
			catch (RuntimeException ex) {
				results.put(database.getKey(), failure(ex));
				break;
			}
		}
	}

	/**
	 * Asks whoever can be asked. Where nobody can, that is a yes.
	 * @param question the question
	 * @return whether to go on
	 */
	boolean isAgreed(String question) {
		if (!mayAsk() || this.terminal.confirm(question)) {
			return true;
		}
		this.terminal.line("Nothing was changed.");
		return false;
	}

	/**
	 * What is reported of a database where something was thrown.
	 */
	private DatabaseResult failure(RuntimeException exception) {
		return DatabaseResult.of(CommandFailure.of(exception, this.context), isSet("--stacktrace"));
	}

	/**
	 * Reports what was found or done, and gives the exit code for all of it.
	 */
	ExitCode report(Map<String, DatabaseResult> results) {
		if (json()) {
			Map<String, Object> databases = new LinkedHashMap<>();
			results.forEach((name, result) -> databases.put(name, result.json()));
			document(this.terminal, this.options.commandSpec().name(), "databases", databases);
			results.values()
				.stream()
				.filter(DatabaseResult::isFailure)
				.forEach((result) -> result.print(this.terminal));
		}
		else {
			results.forEach((name, result) -> {
				heading(name, results.size());
				result.print(this.terminal);
			});
		}
		return results.values().stream().map(DatabaseResult::exitCode).reduce(ExitCode.DONE, ExitCode::and);
	}

	/**
	 * Names a database, unless there is only one.
	 */
	void heading(String name, int databases) {
		if (databases > 1) {
			this.terminal.line(this.terminal.styled(Style.BOLD, "[" + name + "]"));
		}
	}

	static void document(Terminal terminal, String command, String member, Object value) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("command", command);
		document.put(member, value);
		terminal.document(JsonWriter.<Map<String, Object>>standard().writeToString(document));
	}

	/**
	 * What one database is asked.
	 */
	@FunctionalInterface
	interface Question {

		DatabaseResult ask(String name, Migrator migrator);

	}

}
