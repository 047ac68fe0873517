package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.ObjectName;

/**
 * Reads what {@code CREATE} creates or replaces, and what {@code INSERT} copies.
 */
final class CreateLosses {

	private final ForeseenObjects foreseen;

	private final StatementTokens tokens;

	private final NameCursor cursor;

	/**
	 * Creates a reader.
	 * @param foreseen what the statement is applied to
	 * @param tokens its tokens
	 */
	CreateLosses(ForeseenObjects foreseen, StatementTokens tokens) {
		this.foreseen = foreseen;
		this.tokens = tokens;
		this.cursor = new NameCursor(tokens, 1);
	}

	/**
	 * {@code INSERT INTO t [(columns)] SELECT …}, which may be a copy.
	 */
	void insert() {
		if (this.cursor.keyword() != Keyword.INTO) {
			return;
		}
		this.cursor.advance();
		ObjectName table = this.cursor.object("TABLE");
		List<String> columns = null;
		if (this.cursor.isWord("(")) {
			columns = new ArrayList<>();
			do {
				this.cursor.advance();
				columns.addAll(this.cursor.parts());
			}
			while (this.cursor.isWord(","));
			if (!this.cursor.isWord(")")) {
				return;
			}
			this.cursor.advance();
		}
		if (this.cursor.isWord("OVERRIDING")) {
			this.cursor.advance();
			this.cursor.advance();
			this.cursor.advance();
		}
		TableCopies.Copied copied = new TableCopies(this.tokens, this.cursor.position()).read(columns, false);
		if (table != null && copied != null) {
			this.foreseen.copy(copied.table(), table, copied.columns());
		}
	}

	void create(boolean guarded) {
		boolean replaces = this.cursor.keyword() == Keyword.OR && this.cursor.following() == Keyword.REPLACE;
		int from = this.cursor.position();
		String type = this.cursor.objectType();
		boolean forSession = false;
		for (int i = from; i < this.cursor.position(); i++) {
			Keyword modifier = this.tokens.keyword(i);
			forSession |= modifier == Keyword.TEMP || modifier == Keyword.TEMPORARY;
		}
		boolean conditional = guarded || this.cursor.keyword() == Keyword.IF;
		this.cursor.skipConditions();
		ObjectName name = DataLosses.HOLDING.contains(type) ? this.cursor.object(type) : null;
		if (name == null) {
			return;
		}
		if (forSession) {
			this.foreseen.names().hide(name);
		}
		else {
			if (replaces && !type.equals("VIEW")) {
				this.foreseen.empty("replaces " + name, name);
			}
			if (!conditional) {
				this.foreseen.names().create(name);
			}
		}
		if (type.equals("TABLE") && !conditional && this.cursor.keyword() == Keyword.AS) {
			TableCopies.Copied copied = new TableCopies(this.tokens, this.cursor.position() + 1).read(null, true);
			if (copied != null) {
				this.foreseen.copy(copied.table(), name, copied.columns());
			}
		}
	}

}
