package dev.migrations.boot.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.MigrationInfo;
import dev.migrations.MigrationPlan;
import dev.migrations.MigrationReport;
import dev.migrations.MigrationStatus;
import dev.migrations.RunningMigration;
import dev.migrations.UndoPlan;
import dev.migrations.UndoReport;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.MigrationType;
import dev.migrations.model.SlowStatement;
import org.jspecify.annotations.Nullable;

/**
 * What programs get, with the names of the endpoint. Fields without a value are absent.
 */
final class JsonValues {

	private final Map<String, Object> values = new LinkedHashMap<>();

	private JsonValues() {
	}

	static JsonValues object() {
		return new JsonValues();
	}

	/**
	 * Adds a field, unless it has no value.
	 */
	JsonValues with(String name, @Nullable Object value) {
		if (value instanceof Boolean || value instanceof Number || value instanceof List<?>
				|| value instanceof Map<?, ?>) {
			this.values.put(name, value);
		}
		else if (value != null) {
			this.values.put(name, value.toString());
		}
		return this;
	}

	Map<String, Object> build() {
		return this.values;
	}

	static Map<String, Object> of(MigrationStatus status) {
		return object().with("vendor", status.vendor())
			.with("current", status.current())
			.with("head", status.head())
			.with("upToDate", status.isUpToDate())
			.with("migrations", status.migrations().stream().map(JsonValues::of).toList())
			.with("problems", status.problems().isEmpty() ? null : status.problems())
			.with("notes", status.notes().isEmpty() ? null : status.notes())
			.with("running", (status.running() != null) ? of(status.running()) : null)
			.build();
	}

	private static Map<String, Object> of(RunningMigration running) {
		return object().with("by", running.by())
			.with("process", running.process())
			.with("script", running.script())
			.with("statement", running.statement())
			.with("statements", running.statements())
			.with("elapsed", running.elapsed())
			.with("phase", running.phase())
			.with("percent", (running.percent() != null) ? Math.round(running.percent()) : null)
			.with("waitingFor", running.waitingFor())
			.build();
	}

	static Map<String, Object> of(MigrationInfo migration) {
		MigrationInfo.ChecksumInfo checksum = migration.checksum();
		MigrationInfo.StatementCount statements = migration.statements();
		return object().with("version", migration.version())
			.with("description", migration.description())
			.with("type", migration.type())
			.with("script", migration.script())
			.with("state", migration.state())
			.with("checksum",
					object().with("applied", checksum.applied())
						.with("resolved", checksum.resolved())
						.with("status", checksum.status())
						.build())
			.with("appliedAt", migration.appliedAt())
			.with("appliedBy", migration.appliedBy())
			.with("executionTime", migration.executionTime())
			.with("statements",
					(statements != null)
							? object().with("done", statements.done()).with("total", statements.total()).build() : null)
			.build();
	}

	static Map<String, Object> of(MigrationPlan plan) {
		return object().with("vendor", plan.vendor())
			.with("steps",
					plan.steps()
						.stream()
						.map((step) -> object().with("version", step.version())
							.with("description", step.description())
							.with("script", step.script())
							.with("state", step.state())
							.with("reason", step.reason())
							.with("transactional", step.transactional())
							.with("statementCount", step.statementCount())
							.with("statements", step.statements().stream().map(JsonValues::of).toList())
							.build())
						.toList())
			.with("problems", plan.problems())
			.with("warnings", plan.warnings())
			.build();
	}

	private static Map<String, Object> of(MigrationPlan.PlannedStatement statement) {
		return object().with("number", statement.number())
			.with("line", statement.line())
			.with("kind", statement.kind())
			.with("transactional", statement.transactional())
			.with("text", statement.text())
			.build();
	}

	static Map<String, Object> of(MigrationReport report) {
		return object().with("vendor", report.vendor())
			.with("initial", report.initial())
			.with("current", report.current())
			.with("head", report.head())
			.with("upToDate", report.isUpToDate())
			.with("ahead", report.isAhead() ? true : null)
			.with("applied", applied(report))
			.with("slowest", report.slowest().stream().map(JsonValues::of).toList())
			.with("warnings", report.warnings())
			.with("duration", report.duration())
			.build();
	}

	private static Map<String, Object> of(SlowStatement slow) {
		return object().with("script", slow.script())
			.with("first", slow.first())
			.with("last", slow.last())
			.with("statements", slow.statements())
			.with("line", slow.line())
			.with("duration", slow.duration())
			.build();
	}

	static List<Map<String, Object>> applied(MigrationReport report) {
		return report.applied()
			.stream()
			.map((applied) -> object().with("version", applied.version())
				.with("description", applied.description())
				.with("script", applied.script())
				.with("statements", applied.statements())
				.with("skipped", applied.skipped())
				.with("duration", applied.duration())
				.build())
			.toList();
	}

	static Map<String, Object> of(AppliedMigration row) {
		return object().with("version", (row.type() != MigrationType.REPEATABLE) ? row.spelling() : null)
			.with("description", row.description())
			.with("type", row.type())
			.with("script", row.script().isEmpty() ? null : row.script())
			.with("state", row.state())
			.with("checksum", row.checksum())
			.with("appliedAt", row.appliedAt())
			.with("appliedBy", row.appliedBy())
			.with("executionTime", row.executionTime())
			.build();
	}

	static Map<String, Object> of(AuditEntry entry) {
		return object().with("number", entry.number())
			.with("action", entry.action())
			.with("migration", entry.migration())
			.with("detail", entry.detail())
			.with("reason", entry.reason())
			.with("performedBy", entry.performedBy())
			.with("performedAt", entry.performedAt())
			.build();
	}

	static Map<String, Object> of(UndoPlan plan) {
		return object().with("vendor", plan.vendor())
			.with("target", plan.target())
			.with("steps",
					plan.steps()
						.stream()
						.map((step) -> object().with("version", step.version())
							.with("description", step.description())
							.with("migration", step.migration())
							.with("script", step.script())
							.with("state", step.state())
							.with("reason", step.reason())
							.with("appliedAt", step.appliedAt())
							.build())
						.toList())
			.with("problems", plan.problems())
			.with("notes", plan.notes())
			.build();
	}

	static Map<String, Object> of(UndoReport report) {
		return object().with("vendor", report.vendor())
			.with("initial", report.initial())
			.with("current", report.current())
			.with("undone",
					report.undone()
						.stream()
						.map((undone) -> object().with("version", undone.version())
							.with("description", undone.description())
							.with("script", undone.script())
							.with("statements", undone.statements())
							.with("skipped", undone.skipped())
							.with("duration", undone.duration())
							.build())
						.toList())
			.with("notes", report.notes())
			.with("duration", report.duration())
			.build();
	}

}
