package dev.migrations.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a script, as it is sent to the database, or some that list rows and
 * are sent as one text.
 *
 * @param number position in the script, counted from 1; of some, that of the first
 * @param text the statement without its delimiter
 * @param line line on which it begins, counted from 1
 * @param column column at which it begins, in characters, counted from 1
 * @param kind what it does
 * @param transactional whether the database allows it inside a transaction, and leaves
 * the transaction open
 * @param objects the objects that a DDL statement names, as far as its tokens tell
 * @param guard under which condition it is executed; null if always
 * @param listsRows whether it inserts or replaces rows that it lists itself, without a
 * query, and returns nothing
 * @param count how many statements it is, which follow each other
 */
public record Statement(int number, String text, long line, int column, StatementKind kind, boolean transactional,
		List<ObjectName> objects, @Nullable StatementGuard guard, boolean listsRows, int count) {

	/**
	 * The position of the last of its statements.
	 * @return the position in the script, counted from 1
	 */
	public int lastNumber() {
		return this.number + this.count - 1;
	}

	/**
	 * The same statement with another text.
	 * @param text the text
	 * @return the statement
	 */
	public Statement withText(String text) {
		return new Statement(this.number, text, this.line, this.column, this.kind, this.transactional, this.objects,
				this.guard, this.listsRows, this.count);
	}

}
