package dev.migrations.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.SqlFragments;
import dev.migrations.model.AuditEntry;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.RunOrigin;
import org.jspecify.annotations.Nullable;

/**
 * The table that records what was done to the history other than applying migrations.
 * Rows are added, each in the transaction of what it records, and never changed.
 */
public final class Audit {

	private static final int LONGEST_TEXT = 2000;

	private final Dialect dialect;

	private final String table;

	/**
	 * Creates an audit.
	 * @param dialect the database
	 * @param tables our own tables
	 */
	public Audit(Dialect dialect, OwnTables tables) {
		this.dialect = dialect;
		this.table = tables.audit();
	}

	/**
	 * Creates the table unless it is there. Where DDL commits by itself, this has to come
	 * before the transaction that adds rows.
	 * @param connection the connection
	 * @throws SQLException if that fails
	 */
	public void prepare(Connection connection) throws SQLException {
		SqlFragments sql = this.dialect.sql();
		String create = """
				CREATE TABLE IF NOT EXISTS %s (
					audit_order %s NOT NULL PRIMARY KEY,
					action %s NOT NULL,
					migration_key %s NOT NULL,
					detail %s NOT NULL,
					reason %s,
					performed_by %s,
					performed_at %s,
					run_id %s,
					instance %s,
					application %s,
					application_version %s,
					tool_version %s
				)%s""".formatted(this.table, sql.number(), sql.text(20), sql.text(500), sql.text(LONGEST_TEXT),
				sql.text(LONGEST_TEXT), sql.text(300), sql.timestamp(), sql.text(500), sql.text(300), sql.text(300),
				sql.text(300), sql.text(500), sql.tableOptions());
		try (Statement statement = connection.createStatement()) {
			statement.executeUpdate(create);
		}
	}

	/**
	 * Adds a row in the open transaction.
	 * @param connection the connection
	 * @param run who did it, and why
	 * @param action what was done
	 * @param key to which migration
	 * @param detail what exactly was done
	 * @throws SQLException if that fails
	 */
	public void add(Connection connection, RunContext run, AuditEntry.Action action, MigrationKey key, String detail)
			throws SQLException {
		String sql = """
				INSERT INTO %1$s (audit_order, action, migration_key, detail, reason, performed_by, performed_at, run_id,
					instance, application, application_version, tool_version)
				SELECT n, ?, ?, ?, ?, %2$s, %3$s, ?, ?, ?, ?, ?
				FROM (SELECT COALESCE(MAX(audit_order), 0) + 1 AS n FROM %1$s) a"""
			.formatted(this.table, this.dialect.sql().userOr("?"), this.dialect.sql().now());
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			int next = 1;
			for (String value : values(run, action, key, detail)) {
				statement.setString(next++, value);
			}
			statement.executeUpdate();
		}
	}

	private static List<@Nullable String> values(RunContext run, AuditEntry.Action action, MigrationKey key,
			String detail) {
		List<@Nullable String> values = new ArrayList<>();
		values.add(action.name());
		values.add(key.stored());
		values.add(cut(detail));
		values.add((run.reason() != null) ? cut(run.reason()) : null);
		values.add(run.user());
		values.add(run.id());
		values.add(run.instance());
		values.add(run.application());
		values.add(run.applicationVersion());
		values.add(run.toolVersion());
		return values;
	}

	private static String cut(String text) {
		return text.substring(0, Math.min(LONGEST_TEXT, text.length()));
	}

	/**
	 * Reads all rows, the oldest first. No table means none.
	 * @param connection the connection, with autocommit
	 * @return the rows
	 * @throws SQLException if they cannot be read
	 */
	public List<AuditEntry> read(Connection connection) throws SQLException {
		String sql = """
				SELECT audit_order, action, migration_key, detail, reason, performed_by, performed_at, run_id, instance,
					application, application_version, tool_version FROM %s ORDER BY audit_order"""
			.formatted(this.table);
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			List<AuditEntry> entries = new ArrayList<>();
			while (rows.next()) {
				RunOrigin origin = new RunOrigin(rows.getString(8), rows.getString(9), rows.getString(10),
						rows.getString(11), rows.getString(12));
				entries.add(new AuditEntry(rows.getLong(1), AuditEntry.Action.valueOf(rows.getString(2)),
						rows.getString(3), rows.getString(4), rows.getString(5), rows.getString(6),
						this.dialect.sql().timestamp(rows, 7), origin));
			}
			return entries;
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isMissingTable(ex)) {
				return List.of();
			}
			if (this.dialect.errors().isDenied(ex)) {
				throw HistoryProblem.mayNotRead(this.table, ex);
			}
			throw ex;
		}
	}

}
