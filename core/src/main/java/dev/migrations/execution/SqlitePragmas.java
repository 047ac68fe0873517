package dev.migrations.execution;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.MigrationFailedException;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.script.FramedStatement;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Settings of SQLite that have no effect inside a transaction, or a harmful one: with
 * foreign keys on, rebuilding a table would cascade into the tables that refer to it.
 * <ol>
 * <li>At the head of a script, where {@code defer_foreign_keys} may stand as well, they
 * are applied before its transaction begins.</li>
 * <li>If the script sets foreign keys, {@code foreign_key_check} must show no new rows
 * before the transaction is committed.</li>
 * <li>At the tail of a script they are the way back, which is taken anyway: after the
 * transaction all of them are as they were.</li>
 * <li>Anywhere else they are an error.</li>
 * </ol>
 */
final class SqlitePragmas implements AutoCloseable {

	private static final Set<String> SETTINGS = Set.of("foreign_keys", "legacy_alter_table");

	private final WorkingConnection connection;

	private final OpenScript script;

	private final Map<String, String> previous = new LinkedHashMap<>();

	/** The statements up to the last setting at the head; null before they are read. */
	private @Nullable List<Statement> head;

	private int applied;

	private @Nullable Statement tail;

	/** What was wrong before the script; null unless it sets foreign keys. */
	private @Nullable ForeignKeyCheck before;

	SqlitePragmas(WorkingConnection connection, OpenScript script) {
		this.connection = connection;
		this.script = script;
	}

	/**
	 * Whether there are settings at the head of the script, which do nothing inside a
	 * transaction.
	 */
	boolean hasHead() throws IOException {
		return !head().isEmpty();
	}

	private List<Statement> head() throws IOException {
		List<Statement> read = this.head;
		if (read == null) {
			read = new ArrayList<>();
			int settings = 0;
			// The first statement may have been looked at already.
			FramedStatement next = (this.connection.dialect().vendor() == Vendor.SQLITE) ? this.script.first() : null;
			while (next != null && (setting(next.statement()) != null || defers(next.statement()))) {
				read.add(next.statement());
				settings = (setting(next.statement()) != null) ? read.size() : settings;
				next = this.script.lookAhead();
			}
			read = read.subList(0, settings);
			this.head = read;
		}
		return read;
	}

	/**
	 * Whether the script has such settings.
	 */
	boolean isUsed() {
		return !this.previous.isEmpty();
	}

	/**
	 * Applies the settings at the head of the script. Rows that were without their parent
	 * before it are not its fault; where a part of it is in force, nobody knows any more
	 * which ones were.
	 * @param done the last statement that is in force; 0 if none is
	 */
	void applyHead(int done) throws SQLException, IOException {
		for (Statement statement : head()) {
			String setting = setting(statement);
			if (setting != null) {
				if (!this.previous.containsKey(setting)) {
					this.previous.put(setting, value(setting));
				}
				this.connection.execute(statement.text());
				this.applied = statement.number();
			}
		}
		if (this.previous.containsKey("foreign_keys")) {
			ForeignKeyCheck found = check();
			this.before = (done == 0) ? found : found.withoutRows();
		}
	}

	/**
	 * Whether a statement is a setting, which is not to be sent.
	 * @throws InvalidScriptException if the statement follows a setting that is not at
	 * the head
	 */
	boolean isSetting(Statement statement) {
		if (defers(statement)) {
			return false;
		}
		if (statement.number() <= this.applied) {
			return true;
		}
		if (setting(statement) != null) {
			this.tail = (this.tail != null) ? this.tail : statement;
			return true;
		}
		if (this.tail != null) {
			throw new InvalidScriptException(this.script.name(), this.tail.line(), this.tail.column(),
					this.tail.text() + " stands in the middle of the script, where it has no effect, because a "
							+ "transaction is open",
					"Move it to the head of the script, or make two scripts of it.", null);
		}
		return false;
	}

	/**
	 * Makes sure that what was done without foreign keys fits them.
	 * @param progress how far the script got
	 */
	void checkForeignKeys(Progress progress) throws SQLException {
		String left = (this.before != null) ? check().newSince(this.before) : null;
		if (left != null) {
			boolean whole = progress.done() == 0;
			throw new MigrationFailedException(
					this.script.name() + " leaves " + left + ". "
							+ (whole ? "Nothing of this script is in force: it was rolled back."
									: progress.inForce() + "; what came behind was rolled back."),
					whole ? "Correct the script and start again: the next start applies it from its beginning."
							: "Put these rows right, or let what is left of the script do so, and start again: the next "
									+ "start resumes it, and looks for such rows behind it.");
		}
	}

	/**
	 * Whether a statement is a setting that has to be made outside of a transaction.
	 */
	static boolean isSetting(Vendor vendor, Statement statement) {
		return setting(vendor, statement) != null;
	}

	private @Nullable String setting(Statement statement) {
		return setting(this.connection.dialect().vendor(), statement);
	}

	private static @Nullable String setting(Vendor vendor, Statement statement) {
		if (vendor != Vendor.SQLITE || statement.objects().isEmpty()) {
			return null;
		}
		ObjectName object = statement.objects().get(0);
		if (!object.type().equals("PRAGMA")) {
			return null;
		}
		String name = object.name().toLowerCase(Locale.ROOT);
		boolean hasValue = statement.text().indexOf('=') >= 0 || statement.text().indexOf('(') >= 0;
		return (hasValue && SETTINGS.contains(name)) ? name : null;
	}

	/**
	 * Whether a statement puts off foreign keys to the end of the transaction that it is
	 * in. As some tools put it around the settings, it is sent where it takes effect.
	 */
	private static boolean defers(Statement statement) {
		return !statement.objects().isEmpty() && statement.objects().get(0).type().equals("PRAGMA")
				&& statement.objects().get(0).name().equalsIgnoreCase("defer_foreign_keys");
	}

	private ForeignKeyCheck check() throws SQLException {
		return ForeignKeyCheck.of(this.connection.jdbc(), this.connection.dialect().sql());
	}

	private String value(String setting) throws SQLException {
		try (java.sql.Statement statement = this.connection.jdbc().createStatement();
				ResultSet row = statement.executeQuery("PRAGMA " + setting)) {
			row.next();
			return row.getString(1);
		}
	}

	@Override
	public void close() throws SQLException {
		try {
			for (Map.Entry<String, String> setting : this.previous.entrySet()) {
				this.connection.execute("PRAGMA " + setting.getKey() + " = " + setting.getValue());
			}
		}
		catch (Throwable ex) {
			// The next user of the pool must not get it without foreign keys.
			this.connection.abort(ex);
			throw ex;
		}
	}

}
