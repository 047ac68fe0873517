package dev.migrations.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.RequiredTables;
import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationType;
import dev.migrations.model.RunOrigin;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history table, whatever its layout, in one SELECT. Columns are found by name;
 * one that is not there reads as null.
 */
public final class HistoryReader {

	private static final MigrationType[] TYPES = MigrationType.values();

	private static final HistoryState[] STATES = HistoryState.values();

	private final Dialect dialect;

	private final String table;

	/**
	 * Creates a reader.
	 * @param dialect the database
	 * @param tables our own tables
	 */
	public HistoryReader(Dialect dialect, OwnTables tables) {
		this.dialect = dialect;
		this.table = tables.history();
	}

	/**
	 * Reads the whole history. No table means an empty history.
	 * @param connection the connection; with autocommit, or in a transaction that a
	 * missing table does not spoil
	 * @return the history
	 * @throws SQLException if it cannot be read
	 */
	public History read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT * FROM " + this.table)) {
			Map<String, Integer> columns = columns(rows.getMetaData());
			requireKnownLayout(columns.keySet());
			List<AppliedMigration> migrations = new ArrayList<>();
			while (rows.next()) {
				migrations.add(read(new Row(rows, columns, this.dialect)));
			}
			migrations.sort(new Comparator<>() {

				@Override
				public int compare(AppliedMigration left, AppliedMigration right) {
					return Long.compare(left.order(), right.order());
				}

			});
			return new History(Set.copyOf(columns.keySet()), List.copyOf(migrations));
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isMissingTable(ex)) {
				return History.NONE;
			}
			if (this.dialect.errors().isDenied(ex)) {
				throw HistoryProblem.mayNotRead(this.table, ex);
			}
			throw ex;
		}
	}

	/**
	 * Reads of every row no more than it takes to see that there is nothing to do: the
	 * key, the state, the checksum and the fingerprint of the file.
	 * @param connection the connection, with autocommit
	 * @param required tables that must exist, which the same query counts
	 * @return the rows, none of a history that does not exist; null if it lacks one of
	 * these columns, or a required table does not exist
	 * @throws SQLException if it cannot be read
	 */
	public @Nullable List<AppliedMigration> readOutline(Connection connection, RequiredTables required)
			throws SQLException {
		String columns = "SELECT migration_key, state, checksum, size_bytes, crc32";
		if (!required.isEmpty()) {
			columns += ", " + required.count();
		}
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(columns + " FROM " + this.table)) {
			List<AppliedMigration> migrations = new ArrayList<>();
			boolean complete = required.isEmpty();
			while (rows.next()) {
				complete = complete || rows.getInt(6) == required.size();
				MigrationKey key = key(rows.getString(1));
				Checksum checksum = checksum(rows.getString(3));
				long size = rows.getLong(4);
				Long sizeOrNull = rows.wasNull() ? null : size;
				long crc32 = rows.getLong(5);
				Long crc32OrNull = rows.wasNull() ? null : crc32;
				migrations.add(new AppliedMigration(key, version(key), key.name(), "", "", checksum, null, sizeOrNull,
						crc32OrNull, state(rows.getString(2), key), 0, null, null, null, null, RunOrigin.UNKNOWN));
			}
			return complete ? migrations : null;
		}
		catch (SQLException ex) {
			if (this.dialect.errors().isConnectionLost(ex)) {
				throw ex;
			}
			return this.dialect.errors().isMissingTable(ex) ? List.of() : null;
		}
	}

	private static Map<String, Integer> columns(ResultSetMetaData metaData) throws SQLException {
		Map<String, Integer> columns = new HashMap<>();
		for (int i = 1; i <= metaData.getColumnCount(); i++) {
			columns.put(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
		}
		return columns;
	}

	private void requireKnownLayout(Set<String> columns) {
		for (HistoryColumn column : List.of(HistoryColumn.MIGRATION_KEY, HistoryColumn.STATE,
				HistoryColumn.APPLIED_ORDER)) {
			if (!columns.contains(column.sqlName())) {
				throw HistoryProblem.noHistory(this.table, column);
			}
		}
	}

	private AppliedMigration read(Row row) throws SQLException {
		MigrationKey key = key(row.text(HistoryColumn.MIGRATION_KEY));
		String spelling = row.text(HistoryColumn.SPELLING);
		String description = row.text(HistoryColumn.DESCRIPTION);
		String script = row.text(HistoryColumn.SCRIPT);
		Long executionMillis = row.number(HistoryColumn.EXECUTION_MS);
		Long failedStatement = row.number(HistoryColumn.FAILED_STATEMENT);
		Long order = row.number(HistoryColumn.APPLIED_ORDER);
		return new AppliedMigration(key, version(key), (spelling != null) ? spelling : key.name(),
				(description != null) ? description : "", (script != null) ? script : "",
				checksum(row.text(HistoryColumn.CHECKSUM)), checksum(row.text(HistoryColumn.STATEMENT_CHECKSUM)),
				row.number(HistoryColumn.SIZE_BYTES), row.number(HistoryColumn.CRC32),
				state(row.text(HistoryColumn.STATE), key), (order != null) ? order : 0,
				row.timestamp(HistoryColumn.APPLIED_AT), row.text(HistoryColumn.APPLIED_BY),
				(executionMillis != null) ? Duration.ofMillis(executionMillis) : null,
				(failedStatement != null) ? failedStatement.intValue() : null, origin(row));
	}

	private static RunOrigin origin(Row row) throws SQLException {
		return new RunOrigin(row.text(HistoryColumn.RUN_ID), row.text(HistoryColumn.INSTANCE),
				row.text(HistoryColumn.APPLICATION), row.text(HistoryColumn.APPLICATION_VERSION),
				row.text(HistoryColumn.TOOL_VERSION));
	}

	private MigrationKey key(@Nullable String stored) {
		if (stored != null && stored.length() > 2 && stored.charAt(1) == ':') {
			for (MigrationType type : TYPES) {
				if (type.name().charAt(0) == stored.charAt(0)) {
					return new MigrationKey(type, stored.substring(2));
				}
			}
		}
		throw unknown("migration_key '" + stored + "'");
	}

	private @Nullable Version version(MigrationKey key) {
		if (key.type() == MigrationType.REPEATABLE) {
			return null;
		}
		try {
			return Version.of(key.name());
		}
		catch (IllegalArgumentException ex) {
			throw unknown("migration_key '" + key.stored() + "'");
		}
	}

	private HistoryState state(@Nullable String stored, MigrationKey key) {
		for (HistoryState state : STATES) {
			if (state.name().equals(stored)) {
				return state;
			}
		}
		throw unknown("state '" + stored + "' in the row of " + key);
	}

	private MigrationException unknown(String what) {
		return HistoryProblem.unknown(this.table, what);
	}

	private static @Nullable Checksum checksum(@Nullable String value) {
		return (value != null && value.indexOf(':') > 0) ? new Checksum(value) : null;
	}

}
