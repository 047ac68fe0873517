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
	 * Whether the current statement lists rows. What is in a comment with code may not be
	 * executed at all.
	 */
	boolean listsRows() {
		return this.classifier.listsRows() && this.window.chars[this.window.anchor] != '/';
	}

	/**
	 * Makes the current statement.
	 * @param length its length up to its last token
	 * @param place where it begins
	 * @param passed how many statements were passed with it, itself included
	 * @param texts what is told of them
	 * @return the statement
	 */
	Statement make(int length, Place place, int passed, RowTexts texts) {
		CharWindow in = this.window;
		StatementKind kind = this.classifier.kind();
		boolean transactional = this.transactionRules.isTransactional(kind);
		List<ObjectName> objects = (kind == StatementKind.DML || kind == StatementKind.QUERY) ? List.of()
				: ObjectNames.of(this.tokens);
		boolean rows = kind == StatementKind.DML && listsRows();
		int count = (texts == RowTexts.TOGETHER) ? passed : 1;
		this.number += passed;
		Statement statement = new Statement(this.number - count + 1,
				text(length, count > 1, rows && texts == RowTexts.NONE), place.line(), place.column(), kind,
				transactional, objects, this.guards.take(), rows, count);
		this.sessionRules.follow(kind, statement.text(), place);
		return statement;
	}

	private String text(int length, boolean several, boolean empty) {
		int from = this.window.anchor;
		if (several) {
			// Each of them was measured.
			return new String(this.window.chars, from, length);
		}
		if (empty) {
			this.window.requireShort(from, from + length);
			return "";
		}
		return this.window.text(from, from + length);
	}

}
