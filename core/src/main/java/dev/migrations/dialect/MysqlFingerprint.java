package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Set;

/**
 * Fingerprint of MariaDB and MySQL: the number of the catalog's rows and the exclusive or
 * of their digests, which needs no order and is computed by the server.
 * <p>
 * The catalog opens every table of which it is asked. Names are therefore compared as
 * they are, with literals and not in lower case: only then does the server look at that
 * schema, or at that table, alone. Their collation ignores case anyway.
 */
final class MysqlFingerprint extends SchemaFingerprint {

	private static final String DIGEST = """
			SELECT CONCAT_WS(':', COUNT(*),
				HEX(BIT_XOR(CAST(CONV(SUBSTR(SHA2(line, 256), 1, 16), 16, 10) AS UNSIGNED))),
				HEX(BIT_XOR(CAST(CONV(SUBSTR(SHA2(line, 256), 17, 16), 16, 10) AS UNSIGNED))))
			FROM (
			%1$s
			) catalog_lines WHERE LEFT(owner, CHAR_LENGTH(%2$s)) <> %2$s""";

	private static final Set<Lines> OF_TABLE = EnumSet.of(Lines.TABLE, Lines.COLUMN, Lines.INDEX, Lines.CONSTRAINT,
			Lines.KEY, Lines.REFERENCE, Lines.VIEW, Lines.TRIGGER, Lines.PARTITION);

	@Override
	String take(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			try (ResultSet row = statement.executeQuery("SELECT " + expression(scope, ownPrefix))) {
				row.next();
				return row.getString(1);
			}
		}
	}

	@Override
	ParameterizedSql expression(Connection connection, FingerprintScope scope, String ownPrefix) {
		return ParameterizedSql.of(expression(scope, ownPrefix));
	}

	private static String expression(FingerprintScope scope, String ownPrefix) {
		return switch (scope.kind()) {
			case SCHEMA -> digest(EnumSet.allOf(Lines.class), scope, ownPrefix);
			case TABLE -> digest(OF_TABLE, scope, ownPrefix);
			case INDEXES -> digest(EnumSet.of(Lines.INDEX), scope, ownPrefix);
			case ROUTINE -> digest(EnumSet.of(Lines.ROUTINE, Lines.PARAMETER), scope, ownPrefix);
			case PRESENCE ->
				"(SELECT COUNT(*) FROM information_schema.tables WHERE " + Lines.TABLE.condition(scope) + ")";
			case TABLE_NAME, INDEX_NAME, CONSTRAINT_NAME, COLUMNS ->
				throw new IllegalStateException("The catalog finds nothing by its name alone: " + scope);
		};
	}

	private static String digest(Set<Lines> lines, FingerprintScope scope, String ownPrefix) {
		StringBuilder union = new StringBuilder();
		for (Lines part : lines) {
			union.append(union.isEmpty() ? "" : "\nUNION ALL ").append(part.query(scope));
		}
		return "(" + DIGEST.formatted(union, SqlFragments.of(Vendor.MYSQL).literal(ownPrefix)) + ")";
	}

	/**
	 * Lines that a view of the catalog gives. What a journal holds was made of them as
	 * they are: change none.
	 */
	private enum Lines {

		TABLE("tables", "table_schema", "table_name", "table_name", """
				'table', table_name, table_type, QUOTE(engine), QUOTE(row_format),
				QUOTE(table_collation), QUOTE(create_options), QUOTE(table_comment)"""),

		COLUMN("columns", "table_schema", "table_name", "table_name", """
				'column', table_name, column_name, ordinal_position, QUOTE(column_default),
				is_nullable, column_type, QUOTE(character_set_name), QUOTE(collation_name),
				QUOTE(column_key), QUOTE(extra), QUOTE(generation_expression), QUOTE(column_comment)"""),

		INDEX("statistics", "table_schema", "table_name", "table_name", """
				'index', table_name, index_name, seq_in_index, non_unique, QUOTE(column_name),
				QUOTE(collation), QUOTE(sub_part), index_type, QUOTE(index_comment)"""),

		CONSTRAINT("table_constraints", "table_schema", "table_name", "table_name", """
				'constraint', table_name, constraint_name, constraint_type"""),

		KEY("key_column_usage", "table_schema", "table_name", "table_name", """
				'key', table_name, constraint_name, column_name, ordinal_position,
				QUOTE(referenced_table_schema), QUOTE(referenced_table_name),
				QUOTE(referenced_column_name)"""),

		REFERENCE("referential_constraints", "constraint_schema", "table_name", "table_name", """
				'reference', table_name, constraint_name, update_rule, delete_rule"""),

		VIEW("views", "table_schema", "table_name", "table_name", """
				'view', table_name, QUOTE(view_definition), check_option, definer, security_type"""),

		TRIGGER("triggers", "event_object_schema", "event_object_table", "event_object_table", """
				'trigger', event_object_table, trigger_name, action_timing, event_manipulation,
				action_order, QUOTE(action_statement), QUOTE(sql_mode)"""),

		ROUTINE("routines", "routine_schema", "routine_name", "''", """
				'routine', routine_type, routine_name, QUOTE(dtd_identifier),
				QUOTE(routine_definition), is_deterministic, sql_data_access, security_type,
				QUOTE(sql_mode), QUOTE(routine_comment)"""),

		PARAMETER("parameters", "specific_schema", "specific_name", "''", """
				'parameter', specific_name, ordinal_position, QUOTE(parameter_mode),
				QUOTE(parameter_name), QUOTE(dtd_identifier)"""),

		EVENT("events", "event_schema", "event_name", "''", """
				'event', event_name, QUOTE(event_definition), event_type, QUOTE(execute_at),
				QUOTE(interval_value), QUOTE(interval_field), status, on_completion"""),

		PARTITION("partitions", "table_schema", "table_name", "table_name", """
				'partition', table_name, QUOTE(partition_name), QUOTE(subpartition_name),
				QUOTE(partition_method), QUOTE(partition_expression), QUOTE(partition_description)"""),

		SCHEMA("schemata", "schema_name", "schema_name", "''", """
				'schema', schema_name, default_character_set_name, default_collation_name""");

		private final String view;

		private final String schemaColumn;

		private final String nameColumn;

		private final String owner;

		private final String line;

		Lines(String view, String schemaColumn, String nameColumn, String owner, String line) {
			this.view = view;
			this.schemaColumn = schemaColumn;
			this.nameColumn = nameColumn;
			this.owner = owner;
			this.line = line;
		}

		String query(FingerprintScope scope) {
			return "SELECT CONCAT_WS('|', " + this.line + ") AS line, " + this.owner
					+ " AS owner FROM information_schema." + this.view + " WHERE " + condition(scope);
		}

		String condition(FingerprintScope scope) {
			SqlFragments sql = SqlFragments.of(Vendor.MYSQL);
			String name = scope.name();
			return this.schemaColumn + " = " + sql.literal(scope.schema())
					+ ((name != null) ? " AND " + this.nameColumn + " = " + sql.literal(name) : "")
					+ ((this == PARTITION) ? " AND partition_name IS NOT NULL" : "");
		}

	}

}
