package dev.migrations.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Fingerprint of H2: a digest of the catalog's rows, computed here. H2 makes those rows
 * up for every table that there is, whatever is asked. It finds an object by its name at
 * once, but only for an administrator.
 */
final class H2Fingerprint extends SchemaFingerprint {

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

	/**
	 * Names are compared without regard to case: whether one was quoted cannot be told
	 * any more.
	 */
	private static final String PRESENCE = """
			SELECT table_schema, table_name, table_type FROM information_schema.tables
			WHERE lower(table_schema) = lower(%s) AND lower(table_name) = lower(%s) ORDER BY 1, 2""";

	private static final String INDEXES = """
			SELECT i.table_schema, i.table_name, i.index_name, i.index_type_name, i.remarks, c.column_name,
				CONCAT_WS('|', c.ordinal_position, c.ordering_specification, c.is_unique)
			FROM information_schema.indexes i LEFT JOIN information_schema.index_columns c
				ON c.index_schema = i.index_schema AND c.index_name = i.index_name
			WHERE lower(i.table_schema) = lower(%s) AND lower(i.table_name) = lower(%s) ORDER BY 1, 2, 3, 7""";

	@Override
	String take(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException {
		SqlFragments sql = SqlFragments.of(Vendor.H2);
		String name = scope.name();
		String type = typeFoundByName(scope.kind());
		if (name != null && type != null) {
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT " + found(type, scope.schema(), name))) {
				row.next();
				return row.getString(1);
			}
		}
		String query = (name == null) ? ROWS.formatted(sql.literal(scope.schema()))
				: ((scope.kind() == FingerprintScope.Kind.INDEXES) ? INDEXES : PRESENCE)
					.formatted(sql.literal(scope.schema()), sql.literal(name));
		MessageDigest digest = sha256();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
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

	@Override
	String expression(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException {
		String name = scope.name();
		String type = typeFoundByName(scope.kind());
		return (name != null && type != null) ? "(" + found(type, scope.schema(), name) + ")"
				: "'" + take(connection, scope, ownPrefix) + "'";
	}

	private static @Nullable String typeFoundByName(FingerprintScope.Kind kind) {
		return switch (kind) {
			case TABLE_NAME -> "TABLE";
			case INDEX_NAME -> "INDEX";
			case SCHEMA, PRESENCE, INDEXES, TABLE, ROUTINE -> null;
		};
	}

	/**
	 * Whether there is an object of each name that is meant, depending on the quotes
	 * around it, which cannot be told any more, and on what H2 makes of a name without.
	 */
	private static String found(String type, String schema, String name) {
		SqlFragments sql = SqlFragments.of(Vendor.H2);
		StringBuilder expression = new StringBuilder();
		for (String in : spellings(schema)) {
			for (String spelled : spellings(name)) {
				expression.append(expression.isEmpty() ? "" : " || ")
					.append("CASE WHEN DB_OBJECT_ID('")
					.append(type)
					.append("', ")
					.append(sql.literal(in))
					.append(", ")
					.append(sql.literal(spelled))
					.append(") IS NULL THEN '0' ELSE '1' END");
			}
		}
		return expression.toString();
	}

	private static Set<String> spellings(String name) {
		Set<String> spellings = new LinkedHashSet<>();
		spellings.add(name);
		spellings.add(name.toUpperCase(Locale.ENGLISH));
		spellings.add(name.toLowerCase(Locale.ENGLISH));
		return spellings;
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
