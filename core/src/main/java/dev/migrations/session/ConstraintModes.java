package dev.migrations.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.dialect.NameMention;

/**
 * When PostgreSQL checks constraints that can wait for the commit. A script sets that for
 * its transaction, which others may share.
 */
final class ConstraintModes {

	private static final String NAMES = """
			SELECT string_agg(DISTINCT quote_ident(n.nspname) || '.' || quote_ident(c.conname), ', '),
				CASE WHEN c.condeferred THEN 'DEFERRED' ELSE 'IMMEDIATE' END
			FROM pg_catalog.pg_constraint c JOIN pg_catalog.pg_namespace n ON n.oid = c.connamespace
			WHERE c.condeferrable AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
				WHERE o.connamespace = c.connamespace AND o.conname = c.conname
				AND (NOT o.condeferrable OR o.condeferred <> c.condeferred))
			GROUP BY c.condeferred""";

	private ConstraintModes() {
	}

	/**
	 * Whether a statement sets them.
	 */
	static boolean areSetBy(String text) {
		int at = "SET".length();
		while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
			at++;
		}
		return NameMention.isAt(0, "SET", text) && NameMention.isAt(at, "CONSTRAINTS", text);
	}

	/**
	 * Restores what they are at the beginning of a transaction.
	 * @throws CommitFailedException if what was put off is violated
	 */
	static void restore(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			StringBuilder modes = new StringBuilder();
			try (ResultSet rows = statement.executeQuery(NAMES)) {
				while (rows.next()) {
					modes.append("SET CONSTRAINTS ").append(rows.getString(1)).append(' ').append(rows.getString(2));
					modes.append(";");
				}
			}
			if (!modes.isEmpty()) {
				statement.execute(modes.toString());
			}
		}
		catch (SQLException ex) {
			throw new CommitFailedException(ex);
		}
	}

}
