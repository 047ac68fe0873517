package dev.migrations.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/**
 * Fingerprint of a schema, for databases where DDL commits by itself: equal as long as no
 * statement has changed anything that the catalog says of it. Our own tables do not
 * count, nor does what changes with the data.
 */
abstract sealed class SchemaFingerprint {

	static SchemaFingerprint of(Vendor vendor) {
		return switch (vendor) {
			case H2 -> new H2();
			case MARIADB, MYSQL -> new Mysql();
			case SQLITE, POSTGRESQL, CLICKHOUSE ->
				throw new IllegalStateException("Nothing asks for a fingerprint of " + vendor);
		};
	}

	abstract String take(Connection connection, String schema, String ownPrefix) throws SQLException;

	/**
	 * Of H2: a digest of the rows, computed here.
	 */
	private static final class H2 extends SchemaFingerprint {

		private static final String ROWS = """
				SELECT 'table', table_name, CAST(NULL AS VARCHAR), table_type, storage_type, remarks
				FROM information_schema.tables WHERE lower(table_schema) = lower(%1$s)
				UNION ALL SELECT 'column', table_name, column_name, CONCAT_WS('|', ordinal_position, column_default,
					is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale,
					datetime_precision, is_identity, generation_expression, domain_name), collation_name, remarks
				FROM information_schema.columns WHERE lower(table_schema) = lower(%1$s)
				UNION ALL SELECT 'constraint', table_name, constraint_name, constraint_type, NULL, remarks
				FROM information_schema.table_constraints WHERE lower(table_schema) = lower(%1$s)
				UNION ALL SELECT 'check', '', constraint_name, check_clause, NULL, NULL
				FROM information_schema.check_constraints WHERE lower(constraint_schema) = lower(%1$s)
				UNION ALL SELECT 'key column', table_name, constraint_name, column_name,
					CAST(ordinal_position AS VARCHAR), NULL
				FROM information_schema.key_column_usage WHERE lower(table_schema) = lower(%1$s)
				UNION ALL SELECT 'index', table_name, index_name, index_type_name, NULL, remarks
				FROM information_schema.indexes WHERE lower(table_schema) = lower(%1$s)
				UNION ALL SELECT 'index column', table_name, index_name, column_name,
					CONCAT_WS('|', ordinal_position, ordering_specification, is_unique), NULL
				FROM information_schema.index_columns WHERE lower(table_schema) = lower(%1$s)
				UNION ALL SELECT 'view', table_name, NULL, view_definition, NULL, remarks
				FROM information_schema.views WHERE lower(table_schema) = lower(%1$s)
				UNION ALL SELECT 'trigger', event_object_table, trigger_name, CONCAT_WS('|', action_timing,
					event_manipulation, action_orientation, java_class), NULL, remarks
				FROM information_schema.triggers WHERE lower(trigger_schema) = lower(%1$s)
				UNION ALL SELECT 'sequence', sequence_name, NULL, CONCAT_WS('|', data_type, start_value, minimum_value,
					maximum_value, increment, cycle_option, cache), NULL, remarks
				FROM information_schema.sequences WHERE lower(sequence_schema) = lower(%1$s)
				UNION ALL SELECT 'routine', routine_name, specific_name, CONCAT_WS('|', routine_type, data_type,
					routine_definition, external_name), NULL, remarks
				FROM information_schema.routines WHERE lower(routine_schema) = lower(%1$s)
				UNION ALL SELECT 'domain', domain_name, NULL, CONCAT_WS('|', data_type, character_maximum_length,
					domain_default), NULL, remarks
				FROM information_schema.domains WHERE lower(domain_schema) = lower(%1$s)
				UNION ALL SELECT 'constant', constant_name, NULL, value_definition, NULL, remarks
				FROM information_schema.constants WHERE lower(constant_schema) = lower(%1$s)
				UNION ALL SELECT 'schema', schema_name, NULL, NULL, NULL, remarks
				FROM information_schema.schemata
				UNION ALL SELECT 'user', user_name, NULL, NULL, NULL, remarks
				FROM information_schema.users
				UNION ALL SELECT 'role', role_name, NULL, NULL, NULL, remarks
				FROM information_schema.roles
				UNION ALL SELECT 'right', grantee, granteetype, CONCAT_WS('|', grantedrole, rights, table_schema,
					table_name), NULL, NULL
				FROM information_schema.rights
				ORDER BY 1, 2, 3, 4, 5""";

		@Override
		String take(Connection connection, String schema, String ownPrefix) throws SQLException {
			MessageDigest digest = sha256();
			try (Statement statement = connection.createStatement();
					ResultSet rows = statement
						.executeQuery(ROWS.formatted(SqlFragments.of(Vendor.H2).literal(schema)))) {
				int columns = rows.getMetaData().getColumnCount();
				while (rows.next()) {
					String table = rows.getString(2);
					if (table == null || !table.startsWith(ownPrefix)) {
						for (int i = 1; i <= columns; i++) {
							digest.update((rows.getString(i) + "\n").getBytes(StandardCharsets.UTF_8));
						}
					}
				}
			}
			return HexFormat.of().formatHex(digest.digest());
		}

		private static MessageDigest sha256() {
			try {
				return MessageDigest.getInstance("SHA-256");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java platform has SHA-256", ex);
			}
		}

	}

	/**
	 * Of MariaDB and MySQL: the number of rows and the exclusive or of their digests,
	 * which needs no order and is computed by the server.
	 */
	private static final class Mysql extends SchemaFingerprint {

		/**
		 * The names of schemas are compared as they are, not in lower case: only then
		 * does the server look at that schema alone. Their collation ignores case anyway.
		 */
		private static final String DIGEST = """
				SELECT CONCAT_WS(':', COUNT(*),
					HEX(BIT_XOR(CAST(CONV(SUBSTR(SHA2(line, 256), 1, 16), 16, 10) AS UNSIGNED))),
					HEX(BIT_XOR(CAST(CONV(SUBSTR(SHA2(line, 256), 17, 16), 16, 10) AS UNSIGNED))))
				FROM (
				SELECT CONCAT_WS('|', 'table', table_name, table_type, QUOTE(engine), QUOTE(row_format),
					QUOTE(table_collation), QUOTE(create_options), QUOTE(table_comment)) AS line, table_name AS owner
				FROM information_schema.tables WHERE table_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'column', table_name, column_name, ordinal_position,
					QUOTE(column_default), is_nullable, column_type, QUOTE(character_set_name), QUOTE(collation_name),
					QUOTE(column_key), QUOTE(extra), QUOTE(generation_expression), QUOTE(column_comment)), table_name
				FROM information_schema.columns WHERE table_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'index', table_name, index_name, seq_in_index, non_unique,
					QUOTE(column_name), QUOTE(collation), QUOTE(sub_part), index_type, QUOTE(index_comment)), table_name
				FROM information_schema.statistics WHERE table_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'constraint', table_name, constraint_name, constraint_type), table_name
				FROM information_schema.table_constraints WHERE table_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'key', table_name, constraint_name, column_name, ordinal_position,
					QUOTE(referenced_table_schema), QUOTE(referenced_table_name), QUOTE(referenced_column_name)),
					table_name
				FROM information_schema.key_column_usage WHERE table_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'reference', table_name, constraint_name, update_rule, delete_rule),
					table_name
				FROM information_schema.referential_constraints WHERE constraint_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'view', table_name, QUOTE(view_definition), check_option, definer,
					security_type), table_name
				FROM information_schema.views WHERE table_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'trigger', event_object_table, trigger_name, action_timing,
					event_manipulation, action_order, QUOTE(action_statement), QUOTE(sql_mode)), event_object_table
				FROM information_schema.triggers WHERE event_object_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'routine', routine_type, routine_name, QUOTE(dtd_identifier),
					QUOTE(routine_definition), is_deterministic, sql_data_access, security_type, QUOTE(sql_mode),
					QUOTE(routine_comment)), ''
				FROM information_schema.routines WHERE routine_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'parameter', specific_name, ordinal_position, QUOTE(parameter_mode),
					QUOTE(parameter_name), QUOTE(dtd_identifier)), ''
				FROM information_schema.parameters WHERE specific_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'event', event_name, QUOTE(event_definition), event_type,
					QUOTE(execute_at), QUOTE(interval_value), QUOTE(interval_field), status, on_completion), ''
				FROM information_schema.events WHERE event_schema = %1$s
				UNION ALL SELECT CONCAT_WS('|', 'partition', table_name, QUOTE(partition_name),
					QUOTE(subpartition_name), QUOTE(partition_method), QUOTE(partition_expression),
					QUOTE(partition_description)), table_name
				FROM information_schema.partitions WHERE table_schema = %1$s AND partition_name IS NOT NULL
				UNION ALL SELECT CONCAT_WS('|', 'schema', schema_name, default_character_set_name,
					default_collation_name), ''
				FROM information_schema.schemata WHERE schema_name = %1$s
				) catalog_lines WHERE LEFT(owner, CHAR_LENGTH(?)) <> ?""";

		@Override
		String take(Connection connection, String schema, String ownPrefix) throws SQLException {
			try (PreparedStatement statement = connection
				.prepareStatement(DIGEST.formatted(SqlFragments.of(Vendor.MYSQL).literal(schema)))) {
				statement.setString(1, ownPrefix);
				statement.setString(2, ownPrefix);
				try (ResultSet row = statement.executeQuery()) {
					row.next();
					return row.getString(1);
				}
			}
		}

	}

}
