package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import dev.migrations.DatabaseOutcome;
import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/**
 * What a command found out about databases, or did to them, as it is collected and then
 * reported.
 */
final class CommandResults {

	private final CommandCall call;

	private final Map<String, DatabaseResult> databases = new LinkedHashMap<>();

	private @Nullable TenantResults tenants;

	CommandResults(CommandCall call) {
		this.call = call;
	}

	/**
	 * Asks each database. One that fails stands beside the others.
	 */
	void ask(Map<String, Migrator> migrators, Question question) {
		migrators.forEach((name, migrator) -> this.databases.put(name, answer(name, migrator, question)));
	}

	private DatabaseResult answer(String name, Migrator migrator, Question question) {
		try {
			return question.ask(name, migrator);
		}
		catch (RuntimeException ex) {
			return this.call.failure(ex);
		}
	}

	/**
	 * Changes one database after the other. The first one that fails is the last one that
	 * is touched.
	 */
	void change(Map<String, Migrator> migrators, Question change) {
		boolean failed = isFailed();
		for (Map.Entry<String, Migrator> database : migrators.entrySet()) {
			DatabaseResult result = failed ? DatabaseResult.notBegun()
					: answer(database.getKey(), database.getValue(), change);
			failed |= result.isFailure();
			this.databases.put(database.getKey(), result);
		}
	}

	/**
	 * Adds what became of databases that were migrated together.
	 * @param outcomes what became of each
	 * @param result words what was done
	 */
	void add(List<DatabaseOutcome> outcomes, Function<MigrationReport, DatabaseResult> result) {
		outcomes.forEach((outcome) -> this.databases.put(outcome.database(), of(outcome, result)));
	}

	private DatabaseResult of(DatabaseOutcome outcome, Function<MigrationReport, DatabaseResult> result) {
		RuntimeException failure = outcome.failure();
		MigrationReport report = outcome.report();
		if (failure != null) {
			return this.call.failure(failure);
		}
		return (report == null || outcome.kind() == DatabaseOutcome.Kind.NOT_BEGUN) ? DatabaseResult.notBegun()
				: (outcome.kind() == DatabaseOutcome.Kind.STOPPED) ? DatabaseResult.stopped(report)
						: result.apply(report);
	}

	/**
	 * Asks each tenant. While something is due in the database that they belong to, it
	 * may be that nobody can say yet which ones there are.
	 * @param migrators the tenants
	 * @param fine how those are called about which there is nothing to say
	 * @param question what to ask
	 */
	void askTenants(TenantMigrators migrators, String fine, Question question) {
		Map<String, DatabaseResult> results = new TreeMap<>();
		DatabaseResult problem = null;
		try {
			migrators.migrators().forEach((id, migrator) -> results.put(id, answer(id, migrator, question)));
		}
		catch (RuntimeException ex) {
			problem = isFine() ? this.call.failure(ex) : DatabaseResult.of(
					Map.of("unknown", "The tenants cannot be told before the database is migrated."),
					(terminal) -> terminal
						.line("The tenants of " + migrators.database() + " cannot be told before it is migrated."));
		}
		this.tenants = new TenantResults(migrators.database(), fine, results, null, problem);
	}

	/**
	 * Migrates all tenants, unless a database has failed.
	 * @param migrators the tenants
	 * @param result words what was done to one
	 */
	void migrateTenants(TenantMigrators migrators, Function<MigrationReport, DatabaseResult> result) {
		Map<String, DatabaseResult> results = new TreeMap<>();
		int applied = 0;
		DatabaseResult problem = null;
		if (isFailed()) {
			problem = DatabaseResult.notBegun();
		}
		else {
			try {
				for (DatabaseOutcome outcome : migrators.attempt()) {
					results.put(outcome.database(), of(outcome, result));
					applied += (outcome.report() != null) ? outcome.report().applied().size() : 0;
				}
			}
			catch (RuntimeException ex) {
				problem = this.call.failure(ex);
			}
		}
		this.tenants = new TenantResults(migrators.database(), "migrated", results, applied, problem);
	}

	/**
	 * Whether a database failed.
	 */
	boolean isFailed() {
		return this.databases.values().stream().anyMatch(DatabaseResult::isFailure);
	}

	private boolean isFine() {
		return this.databases.values().stream().allMatch(DatabaseResult::isFine);
	}

	/**
	 * Reports all of it, and gives the exit code for it.
	 */
	ExitCode report() {
		Terminal terminal = this.call.terminal();
		if (this.call.json()) {
			Map<String, Object> json = new LinkedHashMap<>();
			this.databases.forEach((name, result) -> json.put(name, result.json()));
			Map<String, Object> members = new LinkedHashMap<>();
			members.put("databases", json);
			if (this.tenants != null) {
				members.put("tenants", this.tenants.json());
			}
			document(terminal, this.call.name(), members);
			this.databases.values()
				.stream()
				.filter(DatabaseResult::isFailure)
				.forEach((result) -> result.print(terminal));
		}
		else {
			boolean several = this.databases.size() > 1 || this.tenants != null;
			this.databases.forEach((name, result) -> {
				if (several) {
					terminal.line(terminal.styled(Style.BOLD, "[" + name + "]"));
				}
				result.print(terminal);
			});
			if (this.tenants != null) {
				this.tenants.print(terminal);
			}
		}
		ExitCode exitCode = this.databases.values()
			.stream()
			.map(DatabaseResult::exitCode)
			.reduce(ExitCode.DONE, ExitCode::and);
		return (this.tenants != null) ? exitCode.and(this.tenants.exitCode()) : exitCode;
	}

	/**
	 * Prints a document for programs.
	 * @param terminal where
	 * @param command the name of the command
	 * @param members what the document has beside that
	 */
	static void document(Terminal terminal, String command, Map<String, Object> members) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("command", command);
		document.putAll(members);
		terminal.document(JsonWriter.<Map<String, Object>>standard().writeToString(document));
	}

	/**
	 * What one database, or one tenant, is asked.
	 */
	@FunctionalInterface
	interface Question {

		DatabaseResult ask(String name, Migrator migrator);

	}

}
