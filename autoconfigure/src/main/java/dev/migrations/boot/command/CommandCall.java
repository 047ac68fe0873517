package dev.migrations.boot.command;

import java.util.List;
import java.util.Map;

import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.terminal.ProgressBar;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

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
	 * What the command is about.
	 */
	Selection selection() {
		return new Selection(this.context, this.options.matchedOptionValue("--database", List.of()),
				this.options.matchedOptionValue("--tenant", List.of()));
	}

	/**
	 * The database that the command is about, or the tenant.
	 * @throws ParameterException if there are several and none was named
	 */
	Map<String, Migrator> migrator() {
		Map<String, Migrator> migrators = migrators();
		if (migrators.size() > 1) {
			throw misused((selection().isOfTenants() ? "Name one tenant with --tenant: "
					: "Name one database with --database: ") + String.join(", ", migrators.keySet()));
		}
		return migrators;
	}

	/**
	 * What is thrown where the options do not fit together.
	 * @param words why
	 */
	ParameterException misused(String words) {
		return new ParameterException(this.options.commandSpec().commandLine(), words);
	}

	/**
	 * The databases that the command is about by name, or the tenants.
	 */
	Map<String, Migrator> migrators() {
		return selection().migrators();
	}

	/**
	 * Those databases that are configured together, with their order and parallelism.
	 * @return the group; null if there is none, or the command is about tenants
	 */
	@Nullable MigratorGroup group() {
		return selection().isOfTenants() ? null : this.context.getBeanProvider(MigratorGroup.class).getIfAvailable();
	}

	/**
	 * Those of some databases that are configured together, with their order and
	 * parallelism. The order of a sequence is kept also by those of its databases that a
	 * start leaves out.
	 * @param migrators the databases that the command is about
	 * @return the group; null if there is none, or the command is about tenants
	 */
	@Nullable MigratorGroup group(Map<String, Migrator> migrators) {
		MigratorGroup all = group();
		return (all != null) ? all.withSequencesOf(migrators.values()).only(migrators.keySet()) : null;
	}

	/**
	 * Asks each database and reports what they answer. One that fails is reported beside
	 * the others.
	 * @param question what to ask
	 */
	ExitCode askEach(CommandResults.Question question) {
		CommandResults results = new CommandResults(this);
		results.ask(migrators(), question);
		return results.report();
	}

	/**
	 * Asks each database and each of their tenants, and reports what they answer.
	 * @param fine how tenants are called about which there is nothing to say
	 * @param question what to ask
	 */
	ExitCode askAll(String fine, CommandResults.Question question) {
		CommandResults results = new CommandResults(this);
		results.ask(migrators(), question);
		TenantMigrators tenants = selection().tenantsOfDatabases();
		if (tenants != null) {
			results.askTenants(tenants, fine, question);
		}
		return results.report();
	}

	/**
	 * Changes one database after the other and reports what became of it. The first one
	 * that fails is the last one that is touched.
	 * @param migrators the databases
	 * @param change what to do
	 */
	ExitCode changeEach(Map<String, Migrator> migrators, CommandResults.Question change) {
		CommandResults results = new CommandResults(this);
		results.change(migrators, change);
		return results.report();
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
	 * What is reported where something was thrown.
	 */
	DatabaseResult failure(RuntimeException exception) {
		return DatabaseResult.of(CommandFailure.of(exception, this.context), isSet("--stacktrace"));
	}

	/**
	 * Names a database, unless there is only one.
	 */
	void heading(String name, int databases) {
		if (databases > 1) {
			this.terminal.line(this.terminal.styled(Style.BOLD, "[" + name + "]"));
		}
	}

	/**
	 * The name of the command.
	 */
	String name() {
		return this.options.commandSpec().name();
	}

}
