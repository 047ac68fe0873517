package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import dev.migrations.MigrationPlan;
import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.TenantMigrators;
import dev.migrations.boot.terminal.DueQuestion;
import dev.migrations.boot.terminal.ProgressBar;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

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
		MigratorGroup group = call.group(migrators);
		if (call.mayAsk() && !isAgreed(call, migrators, group, tenants, target)) {
			return ExitCode.FAILED;
		}
		CommandResults results = new CommandResults(call);
		Map<String, Migrator> others = new LinkedHashMap<>(migrators);
		if (group != null) {
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
	 * Shows what is due and asks.
	 */
	private static boolean isAgreed(CommandCall call, Map<String, Migrator> migrators, @Nullable MigratorGroup group,
			@Nullable TenantMigrators tenants, TargetOptions target) {
		Map<String, MigrationPlan> plans = new LinkedHashMap<>();
		Function<Migrator, MigrationPlan> planner = target.planner(group);
		migrators.forEach((name, migrator) -> plans.put(name, planner.apply(migrator)));
		DueQuestion question = new DueQuestion(plans, tenants);
		if (question.isEmpty()) {
			return true;
		}
		question.show(call.terminal());
		return call.isAgreed(question.words());
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
					+ (report.isUpToDate() ? ", " + Words.standing(report) + "." : "; nothing is due.");
		}
		return "The " + report.vendor() + " database went from "
				+ ((report.initial() != null) ? "version " + report.initial() : "nothing") + " to " + version + ": "
				+ report.applied().size() + " applied in " + Words.duration(report.duration()) + ".";
	}

}
