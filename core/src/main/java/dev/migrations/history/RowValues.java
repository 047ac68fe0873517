package dev.migrations.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.migrations.dialect.SqlFragments;
import org.jspecify.annotations.Nullable;

/**
 * Values of a row of the history, as SQL.
 */
final class RowValues {

	private final SqlFragments sql;

	private final Map<HistoryColumn, String> expressions = new LinkedHashMap<>();

	RowValues(SqlFragments sql) {
		this.sql = sql;
	}

	RowValues text(HistoryColumn column, @Nullable String value) {
		return expression(column, (value != null) ? this.sql.literal(value) : "NULL");
	}

	RowValues number(HistoryColumn column, long value) {
		return expression(column, Long.toString(value));
	}

	/**
	 * How long it took: as it was measured, or since the row was begun where nobody can
	 * measure it because statements were sent in one trip.
	 */
	RowValues duration(@Nullable Duration duration) {
		return (duration != null) ? number(HistoryColumn.EXECUTION_MS, duration.toMillis())
				: expression(HistoryColumn.EXECUTION_MS, this.sql.millisSince(HistoryColumn.APPLIED_AT.sqlName()));
	}

	RowValues expression(HistoryColumn column, String expression) {
		this.expressions.put(column, expression);
		return this;
	}

	String names() {
		StringBuilder names = new StringBuilder();
		for (HistoryColumn column : this.expressions.keySet()) {
			names.append(names.isEmpty() ? "" : ", ").append(column.sqlName());
		}
		return names.toString();
	}

	String values() {
		return String.join(", ", this.expressions.values());
	}

	String assignments() {
		StringBuilder assignments = new StringBuilder();
		for (Map.Entry<HistoryColumn, String> entry : this.expressions.entrySet()) {
			assignments.append(assignments.isEmpty() ? "" : ", ")
				.append(entry.getKey().sqlName())
				.append(" = ")
				.append(entry.getValue());
		}
		return assignments.toString();
	}

}
