package dev.migrations.execution;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

import dev.migrations.dialect.RelationNames;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Partition of a table of PostgreSQL.
 *
 * @param parent the name of the table, as SQL needs it
 * @param name its own
 * @param pending whether it is detached but for its end: no query finds it any more
 */
record PostgresPartition(String parent, String name, boolean pending) {

	private static final Pattern DETACHING = Pattern.compile("\\bDETACH\\b.*\\bCONCURRENTLY\\b",
			Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	private static final String SELECT = """
			SELECT i.inhparent::regclass::text, i.inhrelid::regclass::text, i.inhdetachpending
			FROM pg_catalog.pg_inherits i
			WHERE i.inhparent IN (SELECT to_regclass(n) FROM unnest(?) n)
			AND i.inhrelid IN (SELECT to_regclass(n) FROM unnest(?) n)""";

	/**
	 * Whether a statement detaches one, in two transactions.
	 */
	static boolean isDetachedBy(Statement statement) {
		return statement.objects().size() == 2 && DETACHING.matcher(statement.text()).find();
	}

	/**
	 * The one that a statement detaches.
	 * @return the partition; null if it is none, or none any more
	 */
	static @Nullable PostgresPartition of(Connection connection, Statement statement) throws SQLException {
		try (PreparedStatement query = connection.prepareStatement(SELECT)) {
			for (int i = 0; i < 2; i++) {
				ObjectName object = statement.objects().get(i);
				query.setArray(i + 1, connection.createArrayOf("text", RelationNames.of(object).toArray()));
			}
			try (ResultSet row = query.executeQuery()) {
				return row.next() ? new PostgresPartition(row.getString(1), row.getString(2), row.getBoolean(3)) : null;
			}
		}
	}

	/**
	 * The statement that brings it to its end.
	 */
	String detachment() {
		return "ALTER TABLE " + this.parent + " DETACH PARTITION " + this.name + " FINALIZE";
	}

}
