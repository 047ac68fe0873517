package dev.migrations.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.SqlFragments;
import org.jspecify.annotations.Nullable;

/**
 * Values of a row of the history, as SQL.
 */
final class RowValues {

	private static final String NONE = "NULL";

	private final SqlFragments sql;

	private final Map<HistoryColumn, String> expressions = new LinkedHashMap<>();

	RowValues(SqlFragments sql) {
		this.sql = sql;
	}

	RowValues text(HistoryColumn column, @Nullable String value) {
		return expression(column, (value != null) ? this.sql.literal(value) : NONE);
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

	/**
	 * The same with numbered parameters in place of some values.
	 * @param columns whose values they are
	 * @param types receives the types of the parameters
	 * @param values receives the values
	 */
	RowValues numbered(Set<HistoryColumn> columns, List<String> types, List<String> values) {
		RowValues numbered = new RowValues(this.sql);
		for (Map.Entry<HistoryColumn, String> entry : this.expressions.entrySet()) {
			String expression = entry.getValue();
			if (columns.contains(entry.getKey())) {
				types.add(entry.getKey().isNumber() ? "bigint" : "text");
				values.add(expression);
				expression = "$" + values.size();
			}
			numbered.expression(entry.getKey(), expression);
		}
		return numbered;
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

	/**
	 * Statement that inserts them whatever happens.
	 */
	String insertInto(String table) {
		RowValues present = present();
		return "INSERT INTO " + table + " (" + present.names() + ") VALUES (" + present.values() + ")";
	}

	/**
	 * Statement that inserts them if a condition holds.
	 * @param condition the condition; always true if it is empty
	 */
	String insertInto(String table, String condition) {
		if (condition.isEmpty()) {
			return insertInto(table);
		}
		RowValues present = present();
		return "INSERT INTO " + table + " (" + present.names() + ")\n" + this.sql.selectIf(present.values(), condition);
	}

	/**
	 * Those that are not NULL: the server need not be told the others.
	 */
	private RowValues present() {
		RowValues present = new RowValues(this.sql);
		for (Map.Entry<HistoryColumn, String> entry : this.expressions.entrySet()) {
			if (!entry.getValue().equals(NONE)) {
				present.expression(entry.getKey(), entry.getValue());
			}
		}
		return present;
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
