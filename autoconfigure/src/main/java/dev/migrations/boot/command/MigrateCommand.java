package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.MigrationCounts;
import dev.migrations.MigrationPlan;
import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.terminal.PlanView;
import dev.migrations.boot.terminal.ProgressBar;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import dev.migrations.model.MigrationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

import org.springframework.dao.DataAccessException;

/**
 * {@code migrate}: applies what is pending, after showing it to whoever can be asked.
 */
final class MigrateCommand implements Command {

	@Override
	public String name() {
		return "migrate";
	}

	@Override
	public void describe(CommandSpec spec) {
		spec.usageMessage()
			.header("Applies what is pending.")
			.description("Applies what is pending. On a terminal the plan is shown first, and you are asked.");
		TargetOptions.add(spec);
		spec.addOption(CommandSyntax.flag("--yes", "Ask nothing."));
	}

	@Override
	public ExitCode execute(CommandCall call) {
		TargetOptions target = TargetOptions.of(call);
		Map<String, Migrator> migrators = call.migrators();
		target.requireReachable(call);
		TenantMigrators tenants = target.isSet() ? null : call.selection().tenantsOfDatabases();
		if (call.mayAsk() && !isAgreed(call, migrators, tenants, target)) {
			return ExitCode.FAILED;
		}
		CommandResults results = new CommandResults(call);
		Map<String, Migrator> others = new LinkedHashMap<>(migrators);
		MigratorGroup all = call.group();
		if (all != null) {
			MigratorGroup group = all.only(migrators.keySet());
			others.keySet().removeAll(group.databases());
			results.add(target.migrate(group), (report) -> result(call, report));
		}
		results.change(others, (name, migrator) -> result(call, target.migrate(migrator)));
		if (tenants != null) {
			results.migrateTenants(tenants, (report) -> result(call, report));
		}
		return results.report();
	}

	private static DatabaseResult result(CommandCall call, MigrationReport report) {
		return DatabaseResult.of(JsonValues.of(report), (terminal) -> print(report, call.isLive(), terminal));
	}

	/**
	 * Shows what is due and asks. Where nothing is, there is nothing to agree to: the
	 * attempt says what is wrong.
	 */
	private static boolean isAgreed(CommandCall call, Map<String, Migrator> migrators,
			@Nullable TenantMigrators tenants, TargetOptions target) {
		int due = 0;
		for (Map.Entry<String, Migrator> database : migrators.entrySet()) {
			MigrationPlan plan = target.plan(database.getValue());
			if (!plan.steps().isEmpty()) {
				call.heading(database.getKey(), migrators.size());
				new PlanView(plan).print(call.terminal());
				due += plan.steps().size();
			}
		}
		boolean ofTenants = tenants != null && isDue(tenants, due > 0, call);
		if (due == 0) {
			return !ofTenants || call.isAgreed("Migrate the tenants?");
		}
		return call.isAgreed(
				((due == 1) ? "Apply it" : "Apply these " + due) + (ofTenants ? ", and migrate the tenants?" : "?"));
	}

	/**
	 * Says of how many tenants something is due.
	 */
	private static boolean isDue(TenantMigrators tenants, boolean databaseIsDue, CommandCall call) {
		Map<String, Migrator> all;
		try {
			all = tenants.migrators();
		}
		catch (RuntimeException ex) {
			// The attempt says why, if it is not for what is due.
			call.terminal().line("The tenants of " + tenants.database() + " are asked for after that.");
			return databaseIsDue;
		}
		long due = all.values().stream().filter(MigrateCommand::isDue).count();
		if (due > 0) {
			call.terminal()
				.line("Something is due in " + due + " of " + Words.count(all.size(), "tenant") + " of "
						+ tenants.database() + ".");
		}
		return due > 0;
	}

	private static boolean isDue(Migrator tenant) {
		try {
			MigrationCounts counts = tenant.counts();
			return counts.pending() + counts.running() + counts.failed() > 0;
		}
		catch (MigrationException | DataAccessException ex) {
			// The attempt says what is wrong with it.
			return true;
		}
	}

	private static void print(MigrationReport report, boolean seen, Terminal terminal) {
		report.warnings()
			.forEach((warning) -> terminal.paragraph(terminal.styled(Style.WARNING, "Warning:") + " " + warning));
		if (!seen) {
			report.applied()
				.forEach((applied) -> ProgressBar.line(terminal, applied.script(), applied.statements(),
						applied.skipped(), applied.duration()));
		}
		terminal.line(summary(report));
		report.slowest()
			.forEach((slow) -> terminal
				.line("Slow: " + slow.place() + " took " + Words.duration(slow.duration()) + "."));
	}

	private static String summary(MigrationReport report) {
		String version = (report.current() != null) ? "version " + report.current() : "no version";
		if (report.applied().isEmpty()) {
			return "The " + report.vendor() + " database is at " + version
					+ (report.isUpToDate() ? ", up to date." : "; nothing is due.");
		}
		return "The " + report.vendor() + " database went from "
				+ ((report.initial() != null) ? "version " + report.initial() : "nothing") + " to " + version + ": "
				+ report.applied().size() + " applied in " + Words.duration(report.duration()) + ".";
	}

}
