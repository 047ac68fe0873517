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

import dev.migrations.model.StatementGuard;

/**
 * Asks a database what exists in the schema in which unqualified names are created.
 */
public final class Catalog {

	private final Vendor vendor;

	private Catalog(Vendor vendor) {
		this.vendor = vendor;
	}

	static Catalog of(Vendor vendor) {
		return new Catalog(vendor);
	}

	/**
	 * Whether the schema holds tables or views other than our own. What an extension
	 * brought does not count.
	 * @param connection the connection
	 * @param ownPrefix the name of the history table, with which the names of all our
	 * tables begin
	 * @return whether there are any
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean hasObjects(Connection connection, String ownPrefix) throws SQLException {
		String sql = switch (this.vendor) {
			case SQLITE -> """
					SELECT 1 FROM sqlite_master
					WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND substr(name, 1, length(?1)) <> ?1
					LIMIT 1""";
			case POSTGRESQL -> """
					SELECT 1 FROM pg_catalog.pg_class c
					JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
					WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
					AND left(c.relname, length(?)) <> ?
					AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
						WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
					LIMIT 1""";
			default -> """
					SELECT 1 FROM information_schema.tables
					WHERE table_schema = CURRENT_SCHEMA AND left(table_name, length(?)) <> ?
					LIMIT 1""";
		};
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			statement.setString(1, ownPrefix);
			if (this.vendor != Vendor.SQLITE) {
				statement.setString(2, ownPrefix);
			}
			try (ResultSet rows = statement.executeQuery()) {
				return rows.next();
			}
		}
	}

	/**
	 * Whether the object of a guard exists.
	 * @param connection the connection
	 * @param guard the guard
	 * @return whether it exists
	 * @throws SQLException if the catalog cannot be read
	 */
	public boolean exists(Connection connection, StatementGuard guard) throws SQLException {
		return ObjectLookup.of(this.vendor).exists(connection, guard);
	}

	/**
	 * Fingerprint of the schema: equal as long as no statement has changed it. Asked only
	 * where DDL commits by itself.
	 * @param connection the connection
	 * @param ownPrefix the name of the history table, with which the names of all our
	 * tables begin
	 * @return SHA-256 of everything that the catalog says
	 * @throws SQLException if the catalog cannot be read
	 */
	public String fingerprint(Connection connection, String ownPrefix) throws SQLException {
		if (this.vendor != Vendor.H2) {
			throw new IllegalStateException(this.vendor + " needs no fingerprint: its DDL is transactional");
		}
		String sql = """
				SELECT 'table', table_name, CAST(NULL AS VARCHAR), table_type, storage_type, remarks
				FROM information_schema.tables WHERE table_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'column', table_name, column_name, CONCAT_WS('|', ordinal_position, column_default,
					is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale,
					datetime_precision, is_identity, generation_expression, domain_name), collation_name, remarks
				FROM information_schema.columns WHERE table_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'constraint', table_name, constraint_name, constraint_type, NULL, remarks
				FROM information_schema.table_constraints WHERE table_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'check', '', constraint_name, check_clause, NULL, NULL
				FROM information_schema.check_constraints WHERE constraint_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'key column', table_name, constraint_name, column_name,
					CAST(ordinal_position AS VARCHAR), NULL
				FROM information_schema.key_column_usage WHERE table_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'index', table_name, index_name, index_type_name, NULL, remarks
				FROM information_schema.indexes WHERE table_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'index column', table_name, index_name, column_name,
					CONCAT_WS('|', ordinal_position, ordering_specification, is_unique), NULL
				FROM information_schema.index_columns WHERE table_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'view', table_name, NULL, view_definition, NULL, remarks
				FROM information_schema.views WHERE table_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'trigger', event_object_table, trigger_name, CONCAT_WS('|', action_timing,
					event_manipulation, action_orientation, java_class), NULL, remarks
				FROM information_schema.triggers WHERE trigger_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'sequence', sequence_name, NULL, CONCAT_WS('|', data_type, start_value, minimum_value,
					maximum_value, increment, cycle_option, cache), NULL, remarks
				FROM information_schema.sequences WHERE sequence_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'routine', routine_name, specific_name, CONCAT_WS('|', routine_type, data_type,
					routine_definition, external_name), NULL, remarks
				FROM information_schema.routines WHERE routine_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'domain', domain_name, NULL, CONCAT_WS('|', data_type, character_maximum_length,
					domain_default), NULL, remarks
				FROM information_schema.domains WHERE domain_schema = CURRENT_SCHEMA
				UNION ALL SELECT 'constant', constant_name, NULL, value_definition, NULL, remarks
				FROM information_schema.constants WHERE constant_schema = CURRENT_SCHEMA
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
		MessageDigest digest = sha256();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
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
