package dev.migrations.dialect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Tables and views that must exist. They are counted by an expression that any query can
 * hold, so that asking for them costs no trip of its own.
 */
public final class RequiredTables {

	private static final String PROPERTY = "migrations.required-tables";

	private final Vendor vendor;

	private final SqlFragments sql;

	private final @Nullable String schema;

	private final List<String> names;

	/**
	 * Creates required tables.
	 * @param dialect the database
	 * @param schema the schema in which those are that name none; null for the one that
	 * the connection has
	 * @param names the names, each may begin with a schema and a dot
	 */
	public RequiredTables(Dialect dialect, @Nullable String schema, List<String> names) {
		this.vendor = dialect.vendor();
		this.sql = dialect.sql();
		this.schema = schema;
		// Not a stream: every start would set one up, for names that hardly anybody
		// gives.
		this.names = List.copyOf(new LinkedHashSet<>(names));
	}

	/**
	 * Whether none is required.
	 * @return whether it is so
	 */
	public boolean isEmpty() {
		return this.names.isEmpty();
	}

	/**
	 * How many there are to be.
	 * @return the number
	 */
	public int size() {
		return this.names.size();
	}

	/**
	 * Expression that counts those that exist.
	 * @return a subquery
	 */
	public String count() {
		return count(this.names);
	}

	/**
	 * Those that do not exist.
	 * @param connection the connection
	 * @return their names, as they were set
	 * @throws SQLException if the catalog cannot be read
	 */
	public List<String> missing(Connection connection) throws SQLException {
		List<String> missing = new ArrayList<>();
		if (this.names.isEmpty()) {
			return missing;
		}
		String query = this.names.stream()
			.map((name) -> count(List.of(name)))
			.collect(Collectors.joining(", ", "SELECT ", ""));
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			row.next();
			for (int i = 0; i < this.names.size(); i++) {
				if (row.getInt(i + 1) == 0) {
					missing.add(this.names.get(i));
				}
			}
			return missing;
		}
	}

	private String count(List<String> wanted) {
		String catalog = switch (this.vendor) {
			case SQLITE -> "sqlite_master WHERE type IN ('table', 'view') AND ";
			case POSTGRESQL -> "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
					+ "WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ";
			default -> "INFORMATION_SCHEMA.TABLES WHERE ";
		};
		return "(SELECT count(*) FROM " + catalog
				+ wanted.stream().map(this::condition).collect(Collectors.joining(" OR ", "(", ")")) + ")";
	}

	private String condition(String name) {
		int dot = name.indexOf('.');
		String own = (dot >= 0) ? name.substring(0, dot) : this.schema;
		String schemaOrNull = (own != null) ? literal(own) : null;
		String table = literal(name.substring(dot + 1));
		return switch (this.vendor) {
			case SQLITE -> "name = " + table + " COLLATE NOCASE";
			case POSTGRESQL -> "(n.nspname = " + ((schemaOrNull != null) ? schemaOrNull : "current_schema()")
					+ " AND c.relname = " + table + ")";
			case MARIADB, MYSQL -> "(table_schema = " + ((schemaOrNull != null) ? schemaOrNull : "DATABASE()")
					+ " AND table_name = " + table + ")";
			// Names that are not quoted may be folded to capitals, to small letters, or
			// not.
			default -> "(TABLE_SCHEMA = " + ((schemaOrNull != null) ? schemaOrNull : "CURRENT_SCHEMA")
					+ " AND UPPER(TABLE_NAME) = UPPER(" + table + "))";
		};
	}

	private String literal(String name) {
		this.sql.identifier(name, PROPERTY);
		return this.sql.literal(this.sql.folded(name));
	}

}
