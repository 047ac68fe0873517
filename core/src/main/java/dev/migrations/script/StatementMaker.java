package dev.migrations.script;

import java.util.List;

import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Makes statements of what was read of them, and counts them.
 */
final class StatementMaker {

	private final CharWindow window;

	private final StatementClassifier classifier;

	private final StatementTokens tokens;

	private final TransactionRules transactionRules;

	private final SessionRules sessionRules;

	private final GuardComments guards;

	private int number;

	StatementMaker(CharWindow window, StatementClassifier classifier, StatementTokens tokens,
			TransactionRules transactionRules, SessionRules sessionRules, GuardComments guards) {
		this.window = window;
		this.classifier = classifier;
		this.tokens = tokens;
		this.transactionRules = transactionRules;
		this.sessionRules = sessionRules;
		this.guards = guards;
	}

	/**
	 * Whether there was no statement yet.
	 */
	boolean hasMadeNone() {
		return this.number == 0;
	}

	/**
	 * Counts statements that are not made.
	 * @param count how many
	 */
	void leaveOut(int count) {
		this.number += count;
	}

	/**
	 * Makes the current statement.
	 * @param length its length up to its last token
	 * @param withRows whether it has its text if it lists rows
	 * @return the statement
	 */
	Statement make(int length, boolean withRows) {
		CharWindow in = this.window;
		Place place = in.place(in.anchor);
		StatementKind kind = this.classifier.kind();
		boolean transactional = this.transactionRules.isTransactional(kind);
		List<ObjectName> objects = (kind == StatementKind.DML || kind == StatementKind.QUERY) ? List.of()
				: ObjectNames.of(this.tokens);
		// What is in a comment with code may not be executed at all.
		boolean rows = kind == StatementKind.DML && this.classifier.listsRows() && in.chars[in.anchor] != '/';
		Statement statement = new Statement(++this.number, text(length, rows && !withRows), place.line(),
				place.column(), kind, transactional, objects, this.guards.take(), rows);
		this.sessionRules.follow(kind, statement.text(), place);
		return statement;
	}

	private String text(int length, boolean empty) {
		int from = this.window.anchor;
		if (empty) {
			this.window.requireShort(from, from + length);
			return "";
		}
		return this.window.text(from, from + length);
	}

}
