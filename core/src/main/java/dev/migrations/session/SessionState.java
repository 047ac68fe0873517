package dev.migrations.session;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.SessionLimits;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationLockException;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.model.StatementLimits;
import org.jspecify.annotations.Nullable;

/**
 * What a script sets for its session, so that neither the next script nor the next user
 * of the pool gets it.
 * <ol>
 * <li>Before the first statement that changes the session, or may do so, what is set then
 * is remembered; on MariaDB, MySQL and H2 before the first statement of a script that has
 * such a one.</li>
 * <li>After the script, whether it failed or not, it is restored by value, so that every
 * script does the same alone and after others. Where a change was only expected, it is
 * looked for first.</li>
 * <li>After the run a session that a script has changed is not given back to the pool
 * where the server keeps more than can be restored. On MariaDB and MySQL the next script
 * gets another one, if this one may have left such a thing.</li>
 * </ol>
 */
public final class SessionState {

	/**
	 * How the names of statements begin that a run prepares for itself, and that no
	 * script has prepared.
	 */
	public static final String OWN_STATEMENTS = "migrations_";

	private final WorkingConnection connection;

	private final SessionSettings settings;

	private final SessionChanges changes;

	private @Nullable Map<String, String> before;

	/** Whether a statement was sent since that changes it, or may do so. */
	private boolean expected;

	/** Whether it is known that it differs from what was read, and not only expected. */
	private boolean changed;

	private @Nullable TransactionLimits limits;

	/** Whether the script sets for its transaction when constraints are checked. */
	private boolean setsConstraints;

	/** Whether the script may have chosen another role on PostgreSQL. */
	private boolean choosesUser;

	/** Null where all that a script leaves can be restored. */
	private @Nullable SessionRemains remains;

	/** Temporary tables of the script, where the database does not list any. */
	private final List<String> temporary = new ArrayList<>(0);

	/**
	 * Watches a session.
	 * @param connection its connection
	 */
	public SessionState(WorkingConnection connection) {
		this.connection = connection;
		this.settings = SessionSettings.of(connection.dialect().vendor());
		this.changes = new SessionChanges(connection.dialect().vendor());
	}

	/**
	 * Whether a statement changes the session, and little else, so that it may be sent
	 * again in another one.
	 */
	public boolean isChangedBy(Statement statement) {
		return this.changes.areMadeBy(statement);
	}

	/**
	 * Whether a statement changes the session, or may do so by what it executes.
	 */
	public boolean mayBeChangedBy(Statement statement) {
		return this.changes.areMadeBy(statement) || this.changes.mayBeMadeBy(statement);
	}

	/**
	 * A statement is part of the script, whether it will be sent or not.
	 */
	public void foresee(Statement statement) {
		SessionRemains known = remains();
		if (known != null) {
			known.add(statement);
		}
	}

	/**
	 * Code is about to be executed, of which nobody can tell what it sets.
	 */
	public void expectCode() throws SQLException {
		changes();
		SessionRemains known = remains();
		if (known != null) {
			known.addCode();
		}
	}

	private @Nullable SessionRemains remains() {
		Vendor vendor = this.connection.dialect().vendor();
		if (this.remains == null && (vendor == Vendor.MARIADB || vendor == Vendor.MYSQL)) {
			this.remains = new SessionRemains();
		}
		return this.remains;
	}

	/**
	 * A statement that may change the session is about to be sent.
	 * @param script its script
	 * @throws MigrationLockException if it locks what would stay locked in a session that
	 * others get
	 */
	public void expect(Statement statement, String script) throws SQLException {
		if (this.connection.sharesSessions() && this.changes.locksBeyondTransaction(statement)) {
			throw new MigrationLockException(script + ", line " + statement.line()
					+ ", takes an advisory lock of its session, and between the application and PostgreSQL stands a "
					+ "pooler, such as PgBouncer, that may give each transaction another session: the lock would "
					+ "stay behind in one that others get. Nothing of this script is in force.",
					"Take a lock of the transaction instead, with pg_advisory_xact_lock. Or set migrations.url to the "
							+ "server's own address, and leave the application's as it is.");
		}
		choose(statement);
		if (this.changes.areMadeBy(statement)) {
			changes();
			this.setsConstraints |= statement.kind() == StatementKind.SESSION
					&& this.connection.dialect().vendor() == Vendor.POSTGRESQL
					&& ConstraintModes.areSetBy(statement.text());
			if (statement.kind() == StatementKind.DDL) {
				this.temporary.addAll(this.settings.unlisted(this.connection.jdbc(), statement.objects()));
			}
		}
		else {
			remember();
			this.expected = true;
		}
	}

	private void choose(Statement statement) {
		this.choosesUser |= this.connection.dialect().vendor() == Vendor.POSTGRESQL
				&& SessionUser.mayBeChangedBy(statement.text());
	}

	/**
	 * A statement is about to be sent again that has changed another session.
	 */
	public void changesAgain(Statement statement) throws SQLException {
		choose(statement);
		changes();
	}

	/**
	 * Whether the script may have chosen another role.
	 */
	public boolean choosesUser() {
		return this.choosesUser;
	}

	/**
	 * Works as whoever the session was before the script, which may not write the
	 * history. Nothing of the script is sent any more.
	 */
	public void restoreUser() throws SQLException {
		Map<String, String> remembered = this.before;
		if (this.choosesUser && remembered != null) {
			SessionUser.restore(this.connection.jdbc(), remembered);
		}
	}

	/**
	 * A statement is about to change the session.
	 */
	public void changes() throws SQLException {
		remember();
		setChanged();
	}

	/**
	 * Reads what is set, unless that is known. In front of the first statement of a
	 * script this disturbs none: what MariaDB and MySQL say of the last statement, such
	 * as {@code ROW_COUNT()}, they say of a query of ours, too.
	 */
	public void remember() throws SQLException {
		if (this.before == null) {
			this.before = read();
		}
	}

	private void setChanged() {
		this.expected = true;
		this.changed = true;
		this.connection.setChanged();
	}

	private Map<String, String> read() throws SQLException {
		Map<String, String> read = this.settings.read(this.connection.jdbc());
		if (this.connection.sharesSessions()) {
			this.limits = TransactionLimits.takenFrom(read);
		}
		return read;
	}

	/**
	 * Whether it is as it was remembered.
	 */
	private boolean isAsBefore(Map<String, String> remembered) throws SQLException {
		Map<String, String> now = this.settings.read(this.connection.jdbc());
		if (this.connection.sharesSessions()) {
			TransactionLimits.takenFrom(now);
		}
		return now.equals(remembered);
	}

	/**
	 * Sets the limits that a script has of its own, until it has ended.
	 * @param options its options
	 * @param limits its limits
	 */
	public void limit(ScriptOptions options, StatementLimits limits) throws SQLException {
		SessionLimits session = this.connection.dialect().sessionLimits();
		Map<String, String> variables = session.variables(limits);
		if ((options.lockTimeout() != null || options.statementTimeout() != null) && !variables.isEmpty()) {
			changes();
			this.connection.execute(session.setting(variables));
		}
	}

	/**
	 * Looks whether what was only expected has happened.
	 */
	public void look() throws SQLException {
		Map<String, String> remembered = this.before;
		if (remembered != null && this.expected && !this.changed && isAsBefore(remembered)) {
			forget();
		}
	}

	private void forget() {
		this.before = null;
		this.expected = false;
		this.changed = false;
		this.setsConstraints = false;
		this.choosesUser = false;
		this.temporary.clear();
	}

	/**
	 * Whether anything has changed that has to be restored, which a transaction that is
	 * rolled back later would undo; or may have, as long as nobody has looked.
	 */
	public boolean isChanged() {
		return this.expected;
	}

	/**
	 * A script has ended, and no transaction is open, except where sessions are shared.
	 */
	public void restore() throws SQLException {
		Map<String, String> remembered = this.before;
		if (this.remains != null && !this.connection.isSpent()
				&& this.remains.mayBeLeft(this.connection.jdbc(), remembered)) {
			this.connection.setSpent();
		}
		if (this.connection.sharesSessions() && !this.connection.isInTransaction()) {
			// What was set was rolled back, or is restored, and the session is no longer
			// ours.
			forget();
		}
		else if (remembered != null) {
			if (this.changed || (this.expected && !isAsBefore(remembered))) {
				setChanged();
				for (String table : this.temporary) {
					this.connection.execute("DROP TEMPORARY TABLE IF EXISTS " + table);
				}
				this.settings.restore(this.connection.jdbc(), remembered);
				TransactionLimits ofTransaction = this.limits;
				if (ofTransaction != null) {
					ofTransaction.restore(this.connection.jdbc());
					this.limits = null;
				}
				if (this.setsConstraints && this.connection.isInTransaction()) {
					ConstraintModes.restore(this.connection.jdbc());
				}
			}
			forget();
		}
	}

	/**
	 * A script has failed, and no transaction is open.
	 * @param failure why; receives what goes wrong here
	 */
	public void restoreAfter(Throwable failure) {
		try {
			restore();
		}
		catch (Throwable ex) {
			failure.addSuppressed(ex);
			this.connection.abort(failure);
		}
	}

}
