package dev.migrations.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

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
		return this.expressions.keySet().stream().map(HistoryColumn::sqlName).collect(Collectors.joining(", "));
	}

	String values() {
		return String.join(", ", this.expressions.values());
	}

	String assignments() {
		return this.expressions.entrySet()
			.stream()
			.map((entry) -> entry.getKey().sqlName() + " = " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

}
