package dev.migrations.execution;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationHistoryException;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.script.SessionUse;
import dev.migrations.script.SessionUse.Again;
import dev.migrations.script.SessionUse.Role;
import dev.migrations.script.SessionUses;
import dev.migrations.session.SessionState;

/**
 * What a script had in the session of an earlier run and cannot have again: temporary
 * tables, values of variables and settings, and what was prepared. Only what needs it
 * cannot be sent.
 */
final class LostState {

	private final String script;

	private final boolean variables;

	private final SessionUses uses;

	private final LostTables tables;

	private final List<Lost> lost = new ArrayList<>();

	/** Variables that have their values. */
	private final Set<String> known = new HashSet<>();

	LostState(String script, Vendor vendor) {
		this.script = script;
		this.variables = vendor != Vendor.POSTGRESQL;
		this.uses = new SessionUses(vendor);
		this.tables = new LostTables(vendor);
	}

	/**
	 * Temporary tables that are lost.
	 */
	LostTables tables() {
		return this.tables;
	}

	/**
	 * A statement of the part that is in force has set something.
	 * @param key what kind of thing it is, and its name; empty for variables and settings
	 * @param name its name
	 */
	void add(Statement statement, String key, String name) {
		this.known.remove(name);
		this.lost.removeIf((other) -> other.name().equals(name));
		this.lost.add(new Lost(statement, key, name));
	}

	/**
	 * Variables or settings are set again.
	 */
	void set(Set<String> names) {
		this.lost.removeIf((other) -> names.contains(other.name()));
		this.known.addAll(names);
	}

	/**
	 * A statement has ended what has a key.
	 */
	void ended(String key) {
		this.lost.removeIf((other) -> SessionReplay.isOf(key, other.key()));
	}

	/**
	 * A statement has ended everything.
	 */
	void clear() {
		this.tables.clear();
		this.lost.clear();
		this.known.clear();
	}

	/**
	 * Whether nothing is lost.
	 */
	boolean isEmpty() {
		return this.tables.isEmpty() && this.lost.isEmpty();
	}

	/**
	 * Whether the value of a variable is lost.
	 */
	boolean has(String name) {
		boolean unknown = name.startsWith("@") && !this.known.contains(name);
		return this.lost.stream()
			.anyMatch((other) -> other.name().equals(name) || (unknown && other.name().equals(SessionUse.ANY)));
	}

	/**
	 * Makes sure that a statement needs nothing of it. One that makes it again brings it
	 * back.
	 * @param statement the statement, as it is sent
	 * @param session knows what ends with the session
	 * @param progress how far the script got
	 */
	void requireNoneFor(Statement statement, SessionState session, Progress progress) {
		if (statement.kind() == StatementKind.DDL && session.isChangedBy(statement)) {
			this.tables.madeAgain(statement);
		}
		Statement table = this.tables.usedBy(statement);
		if (table != null) {
			throw missing(statement, "needs the temporary table of statement " + table.number(), "make the table",
					progress);
		}
		if (this.lost.isEmpty()) {
			return;
		}
		SessionUse use = this.uses.of(statement);
		Lost needed = null;
		for (Lost one : this.lost) {
			// What has a name says more.
			if ((needed == null || needed.name().equals(SessionUse.ANY)) && isNeeded(one, statement, use)) {
				needed = one;
			}
		}
		if (needed != null) {
			throw missing(statement, needed.need(this.variables), "set it", progress);
		}
		ended(use.key());
		if (use.role() == Role.SETS) {
			set(use.sets());
		}
	}

	private boolean isNeeded(Lost one, Statement statement, SessionUse use) {
		String name = one.name();
		boolean sets = !use.works() && use.sets().contains(name) && !use.reads().contains(name);
		if (!one.key().isEmpty()) {
			return !sets && NameMention.isIn(name, statement.text());
		}
		if (this.variables && (name.startsWith("@") || name.equals(SessionUse.ANY))) {
			return !sets && needsVariable(name, statement, use);
		}
		sets &= use.again() == Again.SAME;
		return !sets && ((name.indexOf('.') >= 0) ? NameMention.isIn(name, statement.text())
				: statement.kind() != StatementKind.SESSION);
	}

	private boolean needsVariable(String name, Statement statement, SessionUse use) {
		Set<String> mentioned = SessionUses.variablesIn(statement.text());
		if (!name.equals(SessionUse.ANY)) {
			return mentioned.contains(name);
		}
		mentioned.removeAll(this.known);
		if (!use.works()) {
			mentioned.removeIf((variable) -> use.sets().contains(variable) && !use.reads().contains(variable));
		}
		return !mentioned.isEmpty();
	}

	private MigrationHistoryException missing(Statement statement, String need, String again, Progress progress) {
		return new MigrationHistoryException(
				this.script + ", line " + statement.line() + ": statement " + statement.number() + " " + need
						+ ", which ended with the session of the run that did not finish. " + progress.inForce() + ".",
				"Rewrite the statements that are left so that they " + again
						+ " themselves: the next start resumes with them. Or take back by hand what is in force, and "
						+ "forget the migration with 'migrations repair --forget': the next start applies it from its "
						+ "beginning.");
	}

	/**
	 * What is lost.
	 *
	 * @param statement what has set it
	 * @param key what kind of thing it is, and its name; empty for variables and settings
	 * @param name its name
	 */
	private record Lost(Statement statement, String key, String name) {

		String need(boolean variables) {
			String of = " of statement " + this.statement.number() + " in line " + this.statement.line();
			if (this.key.startsWith(SessionUse.PREPARED)) {
				return "needs what is prepared as " + this.name + of;
			}
			if (this.key.startsWith(SessionUse.CURSOR)) {
				return "needs the cursor " + this.name + of;
			}
			if (this.name.equals(SessionUse.ANY)) {
				return variables ? "may need a variable" + of : "may need the settings" + of;
			}
			return (this.name.startsWith("@") ? "needs the variable " + this.name : (this.name.indexOf('.') >= 0)
					? "needs the setting " + this.name : "may need the setting " + this.name) + of;
		}

	}

}
