package dev.migrations.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.migrations.testing.TestDatabase;

/**
 * A history table as SQL: one CREATE TABLE, and an INSERT for each row. A statement ends
 * with a semicolon at the end of a line.
 *
 * @param statements the statements
 */
record HistoryDump(List<String> statements) {

	static HistoryDump of(TestDatabase database) throws SQLException {
		List<String> statements = new ArrayList<>(definition(database));
		try (Connection connection = DriverManager.getConnection(database.url());
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT * FROM migration_history ORDER BY applied_order")) {
			while (rows.next()) {
				List<String> values = new ArrayList<>();
				for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
					values.add(literal(rows.getString(i)));
				}
				statements.add("INSERT INTO migration_history VALUES (" + String.join(", ", values) + ")");
			}
		}
		return new HistoryDump(statements);
	}

	static HistoryDump read(Path file) throws IOException {
		List<String> statements = new ArrayList<>();
		StringBuilder statement = new StringBuilder();
		for (String line : Files.readAllLines(file)) {
			statement.append(line).append('\n');
			if (line.endsWith(";")) {
				statements.add(statement.substring(0, statement.length() - 2));
				statement.setLength(0);
			}
		}
		return new HistoryDump(statements);
	}

	void write(Path file) throws IOException {
		Files.createDirectories(file.getParent());
		Files.writeString(file, String.join(";\n", this.statements) + ";\n");
	}

	/**
	 * The columns of the table, in lower case.
	 */
	static Set<String> columns(TestDatabase database) throws SQLException {
		try (Connection connection = DriverManager.getConnection(database.url());
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT * FROM migration_history")) {
			Set<String> columns = new TreeSet<>();
			for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
				columns.add(rows.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT));
			}
			return columns;
		}
	}

	private static List<String> definition(TestDatabase database) {
		return switch (database.vendor()) {
			case "sqlite" -> database.query("SELECT sql FROM sqlite_master WHERE tbl_name = 'migration_history' "
					+ "AND sql IS NOT NULL ORDER BY rowid");
			case "h2" -> database.query("SCRIPT NODATA NOPASSWORDS NOSETTINGS TABLE migration_history")
				.stream()
				.filter((sql) -> sql.contains(" TABLE "))
				.map((sql) -> sql.substring(0, sql.lastIndexOf(';')).strip())
				.toList();
			case "postgresql" -> database.query("""
					SELECT 'CREATE TABLE migration_history (' || string_agg(E'\\n\\t' || a.attname || ' '
						|| format_type(a.atttypid, a.atttypmod) || coalesce(' COLLATE "' || c.collname || '"', '')
						|| CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END, ',' ORDER BY a.attnum)
						|| E',\\n\\t' || (SELECT pg_get_constraintdef(oid) FROM pg_constraint
							WHERE conrelid = 'migration_history'::regclass AND contype = 'p') || E'\\n)'
					FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
					LEFT JOIN pg_collation c ON c.oid = a.attcollation AND a.attcollation <> t.typcollation
					WHERE a.attrelid = 'migration_history'::regclass AND a.attnum > 0 AND NOT a.attisdropped""");
			default -> throw new IllegalArgumentException(database.vendor());
		};
	}

	private static String literal(String value) {
		return (value != null) ? "'" + value.replace("'", "''") + "'" : "NULL";
	}

}
