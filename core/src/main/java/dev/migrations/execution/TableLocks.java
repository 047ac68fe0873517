package dev.migrations.execution;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.OwnTables;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * The tables that a script locks on MariaDB and MySQL, as every dump does. A session that
 * has locked tables may use no others, so ours are locked with them; otherwise the
 * journal could not be written.
 */
final class TableLocks {

	private static final Pattern LOCK = Pattern.compile("\\A(?:/\\*M?!\\d*)?\\s*LOCK\\s+TABLES?\\s+",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern UNLOCK = Pattern.compile("\\A(?:/\\*M?!\\d*)?\\s*UNLOCK\\s+TABLES?\\b",
			Pattern.CASE_INSENSITIVE);

	private final boolean possible;

	private final String own;

	private final LockRetries retries;

	/** What has locked tables for the session; null where none are locked. */
	private @Nullable Statement lock;

	/** Whether it was sent by an earlier run only, whose session has ended. */
	private boolean due;

	TableLocks(Dialect dialect, OwnTables tables, LockRetries retries) {
		this.retries = retries;
		this.possible = dialect.vendor() == Vendor.MARIADB || dialect.vendor() == Vendor.MYSQL;
		this.own = tables.history() + " WRITE, " + tables.step() + " WRITE, ";
	}

	/**
	 * Whether a statement locks tables, or unlocks them.
	 */
	boolean isChangedBy(Statement statement) {
		return this.possible && statement.kind() == StatementKind.SESSION && !statement.transactional()
				&& (LOCK.matcher(statement.text()).find() || UNLOCK.matcher(statement.text()).find());
	}

	/**
	 * Sends a statement that locks or unlocks tables, outside of a transaction. One that
	 * waits in vain has let go of what was locked before it, as one that succeeds does,
	 * and is sent again.
	 */
	void send(Statement statement, StatementSender sender, OpenScript script)
			throws IOException, StatementFailedException {
		String text = including(script.resolved(statement).text());
		while (!getsItsTables(statement, text, sender, script)) {
			this.retries.pause();
		}
		sent(statement);
	}

	private boolean getsItsTables(Statement statement, String text, StatementSender sender, OpenScript script)
			throws IOException, StatementFailedException {
		try {
			sender.sendAlone(statement, text, script);
			return true;
		}
		catch (StatementFailedException ex) {
			if (!this.retries.allow(ex)) {
				throw ex;
			}
			return false;
		}
	}

	/**
	 * The text to send, with our own tables among the others.
	 */
	private String including(String text) {
		Matcher locks = LOCK.matcher(text);
		return locks.find() ? locks.group() + this.own + text.substring(locks.end()) : text;
	}

	private void sent(Statement statement) {
		this.lock = LOCK.matcher(statement.text()).find() ? statement : null;
		this.due = false;
	}

	/**
	 * Such a statement was sent by an earlier run. Tables that were unlocked since may be
	 * gone, so only the last one counts.
	 */
	void sentBefore(Statement statement) {
		sent(statement);
		this.due = this.lock != null;
	}

	/**
	 * What has to be sent again, before the first statement that an earlier run has not
	 * sent.
	 * @return the statement; null where there is none
	 */
	@Nullable Statement due() {
		return this.due ? this.lock : null;
	}

	/**
	 * Whether tables are locked.
	 */
	boolean isHeld() {
		return this.lock != null;
	}

}
