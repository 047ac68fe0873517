package dev.migrations.execution;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.dialect.RelationNames;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Index of PostgreSQL.
 *
 * @param qualified its name with its schema, as SQL needs it
 * @param name its name
 * @param valid whether it was built to its end
 */
record PostgresIndex(String qualified, String name, boolean valid) {

	/** What the server calls one whose statement gives no name. */
	private static final Pattern GENERATED = Pattern.compile(".*_idx\\d*", Pattern.DOTALL);

	/** What it calls one that is built anew, and the one that it takes the place of. */
	private static final Pattern REBUILT = Pattern.compile("(.+)_cc(?:new|old)\\d*", Pattern.DOTALL);

	/** A name of so many bytes may be one of which the server has cut off the end. */
	private static final int MAY_BE_CUT = 60;

	/** So few digits of a hash that those of some hundred indexes can be recorded. */
	private static final int SHORTENED = 7;

	/** Those of a table, of its partitions, and of what is stored beside them. */
	private static final String SELECT = """
			WITH named AS (SELECT coalesce((SELECT o.indrelid FROM pg_catalog.pg_index o
				WHERE o.indexrelid = to_regclass(?))::regclass, to_regclass(?)) AS oid),
			tables AS (SELECT oid FROM named
				UNION SELECT p.relid FROM named, pg_catalog.pg_partition_tree(named.oid) p)
			SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname, i.indisvalid
			FROM pg_catalog.pg_index i
			JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE i.indrelid IN (SELECT oid FROM tables
				UNION ALL SELECT t.reltoastrelid FROM pg_catalog.pg_class t JOIN tables ON tables.oid = t.oid)""";

	/**
	 * The indexes of the tables that a statement names, itself or by an index. One that
	 * creates an index names its table: the name of the index may be that of another one
	 * elsewhere.
	 */
	static Collection<PostgresIndex> of(Connection connection, Statement statement) throws SQLException {
		Map<String, PostgresIndex> indexes = new TreeMap<>();
		boolean byIndex = !StatementVerb.createsIndex(statement);
		for (ObjectName object : statement.objects()) {
			if (object.type().equals("TABLE") || (byIndex && object.type().equals("INDEX"))) {
				for (String name : RelationNames.of(object)) {
					add(connection, name, indexes);
				}
			}
		}
		return indexes.values();
	}

	private static void add(Connection connection, String relation, Map<String, PostgresIndex> indexes)
			throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(SELECT)) {
			query.setString(1, relation);
			query.setString(2, relation);
			try (ResultSet rows = query.executeQuery()) {
				while (rows.next()) {
					indexes.put(rows.getString(1),
							new PostgresIndex(rows.getString(1), rows.getString(2), rows.getBoolean(3)));
				}
			}
		}
	}

	/**
	 * Whether a statement may have made it, by what it is called.
	 */
	boolean mayBeMadeBy(Statement statement) {
		ObjectName index = named(statement);
		if (StatementVerb.createsIndex(statement)) {
			return (index != null) ? isFor(this.name, index) : GENERATED.matcher(this.name).matches();
		}
		if (StatementVerb.of(statement).equals("REINDEX") && !this.valid) {
			Matcher rebuilt = REBUILT.matcher(this.name);
			return rebuilt.matches() && (index == null || isFor(rebuilt.group(1), index));
		}
		return false;
	}

	/**
	 * Whether a statement gives the name of one.
	 */
	static boolean isNamedIn(Statement statement) {
		return named(statement) != null;
	}

	private static @Nullable ObjectName named(Statement statement) {
		for (ObjectName object : statement.objects()) {
			if (object.type().equals("INDEX")) {
				return object;
			}
		}
		return null;
	}

	private boolean isFor(String original, ObjectName index) {
		boolean mayBeCut = this.name.getBytes(StandardCharsets.UTF_8).length >= MAY_BE_CUT;
		for (String spelled : RelationNames.spellings(index.name())) {
			if (spelled.equals(original) || (mayBeCut && spelled.startsWith(original))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What stands for its name where many have to be recorded. A name has a dot in it.
	 */
	String shortened() {
		return PrefixHash.of(this.qualified).substring(0, SHORTENED);
	}

	@Override
	public String toString() {
		return this.qualified + (this.valid ? " (valid)" : " (invalid)");
	}

}
