package dev.migrations.script;

import dev.migrations.model.ObjectName;

/**
 * Reads what {@code CREATE} creates or replaces.
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

	void create(boolean unsure) {
		boolean replaces = this.cursor.keyword() == Keyword.OR && this.cursor.following() == Keyword.REPLACE;
		int from = this.cursor.position();
		String type = this.cursor.objectType();
		boolean forSession = false;
		for (int i = from; i < this.cursor.position(); i++) {
			Keyword modifier = this.tokens.keyword(i);
			forSession |= modifier == Keyword.TEMP || modifier == Keyword.TEMPORARY;
		}
		boolean conditional = unsure || this.cursor.keyword() == Keyword.IF;
		this.cursor.skipConditions();
		ObjectName name = DataLosses.HOLDING.contains(type) ? this.cursor.object(type) : null;
		if (name == null) {
			return;
		}
		if (forSession) {
			// Unless it was created just now, one of that name is there. It may go with
			// COMMIT.
			if (!unsure && this.tokens.find(Keyword.COMMIT, from) < 0) {
				this.foreseen.names().hide(name);
			}
			return;
		}
		if (replaces && !type.equals("VIEW")) {
			this.foreseen.replace(name);
		}
		this.foreseen.create(name, conditional);
	}

}
