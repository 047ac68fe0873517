package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.MigrationPlan;
import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.boot.terminal.PlanView;
import dev.migrations.boot.terminal.ProgressBar;
import dev.migrations.boot.terminal.Style;
import dev.migrations.boot.terminal.Terminal;
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
		spec.addOption(MigrationsCommandLine.flag("--yes", "Ask nothing."));
	}

	@Override
	public ExitCode execute(CommandCall call) {
		TargetOptions target = TargetOptions.of(call);
		Map<String, Migrator> migrators = call.migrators();
		if (call.mayAsk() && !isAgreed(call, migrators, target)) {
			return ExitCode.FAILED;
		}
		return call.changeTogether(migrators, (group) -> {
			Map<String, DatabaseResult> results = new LinkedHashMap<>();
			target.migrate(group).forEach((name, report) -> results.put(name, result(call, report)));
			return results;
		}, (name, migrator) -> result(call, target.migrate(migrator)));
	}

	private static DatabaseResult result(CommandCall call, MigrationReport report) {
		return DatabaseResult.of(JsonValues.of(report), (terminal) -> print(report, call.isLive(), terminal));
	}

	/**
	 * Shows what is due and asks. Where nothing is, there is nothing to agree to: the
	 * attempt says what is wrong.
	 */
	private static boolean isAgreed(CommandCall call, Map<String, Migrator> migrators, TargetOptions target) {
		int due = 0;
		for (Map.Entry<String, Migrator> database : migrators.entrySet()) {
			MigrationPlan plan = target.plan(database.getValue());
			if (!plan.steps().isEmpty()) {
				call.heading(database.getKey(), migrators.size());
				new PlanView(plan).print(call.terminal());
				due += plan.steps().size();
			}
		}
		return due == 0 || call.isAgreed((due == 1) ? "Apply it?" : "Apply these " + due + "?");
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
