package dev.migrations.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.SqlFragments;
import org.jspecify.annotations.Nullable;

/**
 * Values of a row of the history, as SQL.
 */
final class RowValues {

	private static final String NONE = "NULL";

	private final SqlFragments sql;

	private final Map<HistoryColumn, ParameterizedSql> contents = new LinkedHashMap<>();

	RowValues(SqlFragments sql) {
		this.sql = sql;
	}

	RowValues text(HistoryColumn column, @Nullable String value) {
		return (value != null) ? content(column, ParameterizedSql.ofValue(value)) : none(column);
	}

	RowValues number(HistoryColumn column, long value) {
		return content(column, ParameterizedSql.ofValue(value));
	}

	RowValues expression(HistoryColumn column, String expression) {
		return content(column, ParameterizedSql.of(expression));
	}

	RowValues none(HistoryColumn column) {
		return expression(column, NONE);
	}

	private RowValues content(HistoryColumn column, ParameterizedSql content) {
		this.contents.put(column, content);
		return this;
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
		for (Map.Entry<HistoryColumn, ParameterizedSql> entry : this.contents.entrySet()) {
			ParameterizedSql content = entry.getValue();
			if (columns.contains(entry.getKey())) {
				types.add(entry.getKey().isNumber() ? "bigint" : "text");
				values.add(content.whole(this.sql));
				content = ParameterizedSql.of("$" + values.size());
			}
			numbered.content(entry.getKey(), content);
		}
		return numbered;
	}

	String names() {
		return columns().whole(this.sql);
	}

	private ParameterizedSql columns() {
		ParameterizedSql columns = new ParameterizedSql();
		for (HistoryColumn column : this.contents.keySet()) {
			columns.sql(columns.isEmpty() ? "" : ", ").sql(column.sqlName());
		}
		return columns;
	}

	ParameterizedSql values() {
		ParameterizedSql values = new ParameterizedSql();
		for (ParameterizedSql content : this.contents.values()) {
			values.sql(values.isEmpty() ? "" : ", ").append(content);
		}
		return values;
	}

	/**
	 * Statement that inserts them whatever happens.
	 */
	ParameterizedSql insertInto(String table) {
		RowValues present = present();
		return ParameterizedSql.of("INSERT INTO ")
			.sql(table)
			.sql(" (")
			.append(present.columns())
			.sql(") VALUES (")
			.append(present.values())
			.sql(")");
	}

	/**
	 * Statement that inserts them if a condition holds.
	 * @param condition the condition; always true if it is empty
	 */
	ParameterizedSql insertInto(String table, String condition) {
		if (condition.isEmpty()) {
			return insertInto(table);
		}
		RowValues present = present();
		return ParameterizedSql.of("INSERT INTO ")
			.sql(table)
			.sql(" (")
			.append(present.columns())
			.sql(")\n")
			.append(this.sql.selectIf(present.values(), condition));
	}

	/**
	 * Those that are not NULL: the server need not be told the others.
	 */
	private RowValues present() {
		RowValues present = new RowValues(this.sql);
		for (Map.Entry<HistoryColumn, ParameterizedSql> entry : this.contents.entrySet()) {
			if (!entry.getValue().isJust(NONE)) {
				present.content(entry.getKey(), entry.getValue());
			}
		}
		return present;
	}

	/**
	 * The beginning of a statement that sets them, up to its condition.
	 */
	ParameterizedSql update(String table) {
		ParameterizedSql update = ParameterizedSql.of("UPDATE ").sql(table).sql(" SET ");
		String separator = "";
		for (Map.Entry<HistoryColumn, ParameterizedSql> entry : this.contents.entrySet()) {
			update.sql(separator).sql(entry.getKey().sqlName()).sql(" = ").append(entry.getValue());
			separator = ", ";
		}
		return update;
	}

}
