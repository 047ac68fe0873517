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

	/** A {@link Value}, or SQL. */
	private final Map<HistoryColumn, Object> contents = new LinkedHashMap<>();

	RowValues(SqlFragments sql) {
		this.sql = sql;
	}

	RowValues text(HistoryColumn column, @Nullable String value) {
		return content(column, (value != null) ? new Value(value) : NONE);
	}

	RowValues number(HistoryColumn column, long value) {
		return content(column, new Value(value));
	}

	RowValues expression(HistoryColumn column, String expression) {
		return content(column, expression);
	}

	private RowValues content(HistoryColumn column, Object content) {
		this.contents.put(column, content);
		return this;
	}

	private String sql(Object content) {
		if (content instanceof Value value) {
			return (value.value() instanceof String text) ? this.sql.literal(text) : value.value().toString();
		}
		return content.toString();
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
		for (Map.Entry<HistoryColumn, Object> entry : this.contents.entrySet()) {
			Object content = entry.getValue();
			if (columns.contains(entry.getKey())) {
				types.add(entry.getKey().isNumber() ? "bigint" : "text");
				values.add(sql(content));
				content = "$" + values.size();
			}
			numbered.content(entry.getKey(), content);
		}
		return numbered;
	}

	/**
	 * The same with parameters in place of its values.
	 * @param parameters receives the values
	 */
	RowValues parameterized(List<Object> parameters) {
		RowValues parameterized = new RowValues(this.sql);
		for (Map.Entry<HistoryColumn, Object> entry : this.contents.entrySet()) {
			Object content = entry.getValue();
			if (content instanceof Value value) {
				parameters.add(value.value());
				content = "?";
			}
			parameterized.content(entry.getKey(), content);
		}
		return parameterized;
	}

	String names() {
		StringBuilder names = new StringBuilder();
		for (HistoryColumn column : this.contents.keySet()) {
			names.append(names.isEmpty() ? "" : ", ").append(column.sqlName());
		}
		return names.toString();
	}

	String values() {
		StringBuilder values = new StringBuilder();
		for (Object content : this.contents.values()) {
			values.append(values.isEmpty() ? "" : ", ").append(sql(content));
		}
		return values.toString();
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
		for (Map.Entry<HistoryColumn, Object> entry : this.contents.entrySet()) {
			if (!entry.getValue().equals(NONE)) {
				present.content(entry.getKey(), entry.getValue());
			}
		}
		return present;
	}

	String assignments() {
		StringBuilder assignments = new StringBuilder();
		for (Map.Entry<HistoryColumn, Object> entry : this.contents.entrySet()) {
			assignments.append(assignments.isEmpty() ? "" : ", ")
				.append(entry.getKey().sqlName())
				.append(" = ")
				.append(sql(entry.getValue()));
		}
		return assignments.toString();
	}

	/**
	 * Value that is given and not made up by the server.
	 *
	 * @param value a text or a number
	 */
	private record Value(Object value) {
	}

}
