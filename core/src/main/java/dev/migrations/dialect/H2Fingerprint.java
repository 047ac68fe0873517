package dev.migrations.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Fingerprint of H2: a digest of the catalog's rows, computed here. H2 makes those rows
 * up for every table that there is, whatever is asked. It finds an object by its name at
 * once, but only for an administrator.
 */
final class H2Fingerprint extends SchemaFingerprint {

	private static final String ROWS = """
			SELECT 'table', TABLE_NAME, CAST(NULL AS VARCHAR), TABLE_TYPE, STORAGE_TYPE, REMARKS
			FROM INFORMATION_SCHEMA.TABLES WHERE LOWER(TABLE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'column', TABLE_NAME, COLUMN_NAME, CONCAT_WS('|', ORDINAL_POSITION, COLUMN_DEFAULT,
				IS_NULLABLE, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE,
				DATETIME_PRECISION, IS_IDENTITY, GENERATION_EXPRESSION, DOMAIN_NAME), COLLATION_NAME, REMARKS
			FROM INFORMATION_SCHEMA.COLUMNS WHERE LOWER(TABLE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'constraint', TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE, NULL, REMARKS
			FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE LOWER(TABLE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'check', '', CONSTRAINT_NAME, CHECK_CLAUSE, NULL, NULL
			FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS WHERE LOWER(CONSTRAINT_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'key column', TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME,
				CAST(ORDINAL_POSITION AS VARCHAR), NULL
			FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE LOWER(TABLE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'index', TABLE_NAME, INDEX_NAME, INDEX_TYPE_NAME, NULL, REMARKS
			FROM INFORMATION_SCHEMA.INDEXES WHERE LOWER(TABLE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'index column', TABLE_NAME, INDEX_NAME, COLUMN_NAME,
				CONCAT_WS('|', ORDINAL_POSITION, ORDERING_SPECIFICATION, IS_UNIQUE), NULL
			FROM INFORMATION_SCHEMA.INDEX_COLUMNS WHERE LOWER(TABLE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'view', TABLE_NAME, NULL, VIEW_DEFINITION, NULL, REMARKS
			FROM INFORMATION_SCHEMA.VIEWS WHERE LOWER(TABLE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'trigger', EVENT_OBJECT_TABLE, TRIGGER_NAME, CONCAT_WS('|', ACTION_TIMING,
				EVENT_MANIPULATION, ACTION_ORIENTATION, JAVA_CLASS), NULL, REMARKS
			FROM INFORMATION_SCHEMA.TRIGGERS WHERE LOWER(TRIGGER_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'sequence', SEQUENCE_NAME, NULL, CONCAT_WS('|', DATA_TYPE, START_VALUE, MINIMUM_VALUE,
				MAXIMUM_VALUE, INCREMENT, CYCLE_OPTION, CACHE), NULL, REMARKS
			FROM INFORMATION_SCHEMA.SEQUENCES WHERE LOWER(SEQUENCE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'routine', ROUTINE_NAME, SPECIFIC_NAME, CONCAT_WS('|', ROUTINE_TYPE, DATA_TYPE,
				ROUTINE_DEFINITION, EXTERNAL_NAME), NULL, REMARKS
			FROM INFORMATION_SCHEMA.ROUTINES WHERE LOWER(ROUTINE_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'domain', DOMAIN_NAME, NULL, CONCAT_WS('|', DATA_TYPE, CHARACTER_MAXIMUM_LENGTH,
				DOMAIN_DEFAULT), NULL, REMARKS
			FROM INFORMATION_SCHEMA.DOMAINS WHERE LOWER(DOMAIN_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'constant', CONSTANT_NAME, NULL, VALUE_DEFINITION, NULL, REMARKS
			FROM INFORMATION_SCHEMA.CONSTANTS WHERE LOWER(CONSTANT_SCHEMA) = LOWER(%1$s)
			UNION ALL SELECT 'schema', SCHEMA_NAME, NULL, NULL, NULL, REMARKS
			FROM INFORMATION_SCHEMA.SCHEMATA
			UNION ALL SELECT 'user', USER_NAME, NULL, NULL, NULL, REMARKS
			FROM INFORMATION_SCHEMA.USERS
			UNION ALL SELECT 'role', ROLE_NAME, NULL, NULL, NULL, REMARKS
			FROM INFORMATION_SCHEMA.ROLES
			UNION ALL SELECT 'right', GRANTEE, GRANTEETYPE, CONCAT_WS('|', GRANTEDROLE, RIGHTS, TABLE_SCHEMA,
				TABLE_NAME), NULL, NULL
			FROM INFORMATION_SCHEMA.RIGHTS
			ORDER BY 1, 2, 3, 4, 5""";

	/**
	 * Names are compared without regard to case: whether one was quoted cannot be told
	 * any more.
	 */
	private static final String PRESENCE = """
			SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE FROM INFORMATION_SCHEMA.TABLES
			WHERE LOWER(TABLE_SCHEMA) = LOWER(%s) AND LOWER(TABLE_NAME) = LOWER(%s) ORDER BY 1, 2""";

	private static final String INDEXES = """
			SELECT I.TABLE_SCHEMA, I.TABLE_NAME, I.INDEX_NAME, I.INDEX_TYPE_NAME, I.REMARKS, C.COLUMN_NAME,
				CONCAT_WS('|', C.ORDINAL_POSITION, C.ORDERING_SPECIFICATION, C.IS_UNIQUE)
			FROM INFORMATION_SCHEMA.INDEXES I LEFT JOIN INFORMATION_SCHEMA.INDEX_COLUMNS C
				ON C.INDEX_SCHEMA = I.INDEX_SCHEMA AND C.INDEX_NAME = I.INDEX_NAME
			WHERE LOWER(I.TABLE_SCHEMA) = LOWER(%s) AND LOWER(I.TABLE_NAME) = LOWER(%s) ORDER BY 1, 2, 3, 7""";

	private static final Pattern SELECTIVITY = Pattern.compile(" SELECTIVITY [0-9]+");

	@Override
	String take(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException {
		SqlFragments sql = SqlFragments.of(Vendor.H2);
		String name = scope.name();
		String type = typeByName(scope.kind());
		if (name != null && type != null) {
			boolean columns = scope.kind() == FingerprintScope.Kind.COLUMNS;
			String found = find(connection, byName(type, columns, scope.schema(), name));
			return columns ? withoutSelectivity(found) : found;
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

	/**
	 * Of the words that create a table what does not change with its data. Taken here,
	 * because H2 replaces only the first match in the mode PostgreSQL.
	 */
	private static String withoutSelectivity(String columns) {
		byte[] lasting = SELECTIVITY.matcher(columns).replaceAll("").getBytes(StandardCharsets.UTF_8);
		return HexFormat.of().formatHex(sha256().digest(lasting));
	}

	private static String find(Connection connection, ParameterizedSql found) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT " + found.prepared())) {
			found.bind(statement);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getString(1);
			}
		}
	}

	@Override
	ParameterizedSql expression(Connection connection, FingerprintScope scope, String ownPrefix) throws SQLException {
		String name = scope.name();
		String type = typeByName(scope.kind());
		if (name != null && type != null && scope.kind() != FingerprintScope.Kind.COLUMNS) {
			return byName(type, false, scope.schema(), name);
		}
		return ParameterizedSql.ofValue(take(connection, scope, ownPrefix));
	}

	/**
	 * The type of an object that is looked for by its name alone; null if the catalog has
	 * to be read.
	 */
	private static @Nullable String typeByName(FingerprintScope.Kind kind) {
		return switch (kind) {
			case TABLE_NAME, COLUMNS -> "TABLE";
			case INDEX_NAME -> "INDEX";
			case CONSTRAINT_NAME -> "CONSTRAINT";
			case SCHEMA, PRESENCE, INDEXES, TABLE, ROUTINE -> null;
		};
	}

	/**
	 * What is said of the object of each name that is meant, depending on the quotes
	 * around it, which cannot be told any more, and on what H2 makes of a name without.
	 */
	private static ParameterizedSql byName(String type, boolean columns, String schema, String name) {
		ParameterizedSql expression = new ParameterizedSql();
		List<String> names = spellings(name);
		for (String in : spellings(schema)) {
			for (String spelled : names) {
				ParameterizedSql object = ParameterizedSql.of("'").sql(type).sql("', ").values(in, spelled);
				expression.sql(expression.isEmpty() ? "(" : " || ").append(columns ? words(object) : presence(object));
			}
		}
		return expression.sql(")");
	}

	private static ParameterizedSql words(ParameterizedSql object) {
		return ParameterizedSql.of("COALESCE(DB_OBJECT_SQL(").append(object).sql("), '-')");
	}

	private static ParameterizedSql presence(ParameterizedSql object) {
		return ParameterizedSql.of("CASE WHEN DB_OBJECT_ID(").append(object).sql(") IS NULL THEN '0' ELSE '1' END");
	}

	/**
	 * Each once, in the order in which journals have them.
	 */
	private static List<String> spellings(String name) {
		List<String> spellings = new ArrayList<>(3);
		spellings.add(name);
		String upper = name.toUpperCase(Locale.ENGLISH);
		if (!upper.equals(name)) {
			spellings.add(upper);
		}
		String lower = name.toLowerCase(Locale.ENGLISH);
		if (!spellings.contains(lower)) {
			spellings.add(lower);
		}
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
