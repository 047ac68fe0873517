package dev.migrations.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;

import dev.migrations.dialect.Dialect;
import org.jspecify.annotations.Nullable;

/**
 * Row of a table some of whose columns may not be there.
 *
 * @param rows the result set, positioned at the row
 * @param columns the columns that are there, with their positions
 * @param dialect the database
 */
record Row(ResultSet rows, Map<String, Integer> columns, Dialect dialect) {

	@Nullable String text(HistoryColumn column) throws SQLException {
		Integer position = this.columns.get(column.sqlName());
		return (position != null) ? this.rows.getString(position) : null;
	}

	@Nullable Long number(HistoryColumn column) throws SQLException {
		Integer position = this.columns.get(column.sqlName());
		if (position == null) {
			return null;
		}
		long value = this.rows.getLong(position);
		return this.rows.wasNull() ? null : value;
	}

	@Nullable Instant timestamp(HistoryColumn column) throws SQLException {
		Integer position = this.columns.get(column.sqlName());
		return (position != null) ? this.dialect.sql().timestamp(this.rows, position) : null;
	}

}
