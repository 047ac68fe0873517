package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;

/**
 * Reads what {@code DROP}, {@code TRUNCATE} and {@code DELETE} take away.
 */
final class DropLosses {

	/** What columns may be of, so that they go with it. */
	static final Set<String> TYPES = Set.of("TYPE", "DOMAIN", "EXTENSION");

	/** Tables of SQLite in which its other ones are written down. */
	private static final Set<String> SQLITE_SCHEMA = Set.of("sqlite_master", "sqlite_schema");

	private final Vendor vendor;

	private final ForeseenObjects foreseen;

	private final StatementTokens tokens;

	private final boolean conditional;

	private final NameCursor cursor;

	/**
	 * Creates a reader.
	 * @param vendor the database
	 * @param foreseen what the statement is applied to
	 * @param tokens its tokens
	 * @param conditional whether it may not be executed
	 */
	DropLosses(Vendor vendor, ForeseenObjects foreseen, StatementTokens tokens, boolean conditional) {
		this.vendor = vendor;
		this.foreseen = foreseen;
		this.tokens = tokens;
		this.conditional = conditional;
		this.cursor = new NameCursor(tokens, 1);
	}

	void drop() {
		Keyword first = this.cursor.keyword();
		if (first == Keyword.ALL) {
			this.foreseen.dropAll("drops all objects", DataLoss.ALL, List.of(""));
			return;
		}
		if (first == Keyword.OWNED) {
			dropOwned();
			return;
		}
		boolean forSession = first == Keyword.TEMP || first == Keyword.TEMPORARY;
		boolean materialized = first == Keyword.MATERIALIZED;
		String type = this.cursor.objectType();
		boolean cascades = isLast("CASCADE");
		if (DataLosses.HOLDING.contains(type) && (materialized || !type.equals("VIEW"))
				|| cascades && TYPES.contains(type)) {
			do {
				this.cursor.skipConditions();
				ObjectName name = this.cursor.object(type);
				if (name != null) {
					String what = "drops " + (materialized ? "materialized " : "") + name
							+ (TYPES.contains(type) ? " and what is of it" : "");
					if (forSession && !this.tokens.isConditional()) {
						this.foreseen.dropTemporary(name);
					}
					else {
						this.foreseen.drop(what, name, this.conditional);
					}
				}
			}
			while (this.cursor.comma());
		}
	}

	/**
	 * {@code DROP OWNED BY role, …}.
	 */
	private void dropOwned() {
		this.cursor.advance();
		this.cursor.advance();
		List<String> roles = new ArrayList<>();
		do {
			roles.addAll(this.cursor.parts());
		}
		while (this.cursor.comma());
		this.foreseen.dropAll(
				"drops all that " + String.join(" and ", roles) + ((roles.size() == 1) ? " owns" : " own"),
				DataLoss.OWNED, roles);
	}

	void truncate() {
		if (this.cursor.keyword() == Keyword.TABLE) {
			this.cursor.advance();
		}
		do {
			this.cursor.skipConditions();
			empties();
			if (this.cursor.isWord("*")) {
				this.cursor.advance();
			}
		}
		while (this.cursor.comma());
	}

	/**
	 * {@code DELETE FROM t}, and {@code DELETE t FROM t}, unless it says which rows.
	 */
	void delete() {
		while (this.cursor.isWord("LOW_PRIORITY") || this.cursor.isWord("QUICK")
				|| this.cursor.keyword() == Keyword.IGNORE) {
			this.cursor.advance();
		}
		boolean several = this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL;
		if (this.cursor.keyword() != Keyword.FROM && !(several && this.cursor.goTo(Keyword.FROM))) {
			return;
		}
		this.cursor.advance();
		int from = this.cursor.position();
		while (!this.cursor.isAtEnd()) {
			// Not all rows, or not of this table alone.
			switch (this.cursor.word()) {
				case "WHERE" -> {
					if (!this.tokens.isConditional() && !isTrue(this.cursor.position() + 1)) {
						return;
					}
				}
				case "USING", "JOIN", "STRAIGHT_JOIN", "LIMIT", "PARTITION", "," -> {
					return;
				}
				default -> {
				}
			}
			this.cursor.step();
		}
		this.cursor.goTo(from);
		this.cursor.skipConditions();
		empties();
	}

	/**
	 * {@code MERGE INTO t … THEN DELETE}.
	 */
	void merge() {
		boolean deletes = false;
		for (int at = this.tokens.find(Keyword.THEN, 1); at >= 0; at = this.tokens.find(Keyword.THEN, at + 1)) {
			deletes |= this.tokens.keyword(at + 1) == Keyword.DELETE;
		}
		if (deletes) {
			if (this.cursor.keyword() == Keyword.INTO) {
				this.cursor.advance();
			}
			this.cursor.skipConditions();
			empties();
		}
	}

	/**
	 * Whether {@code TRUE}, {@code 1} or {@code 1 = 1} is all that follows.
	 */
	private boolean isTrue(int at) {
		String text = (at < this.tokens.size()) ? this.tokens.text(at, this.tokens.size()) : "";
		return text.equals("1") || text.equalsIgnoreCase("TRUE") || text.replace(" ", "").equals("1=1");
	}

	private void empties() {
		ObjectName table = this.cursor.object("TABLE");
		if (table != null && this.vendor == Vendor.SQLITE
				&& SQLITE_SCHEMA.contains(table.name().toLowerCase(Locale.ROOT))) {
			this.foreseen.dropAll("empties the catalog", DataLoss.ALL, List.of(""));
		}
		else if (table != null) {
			this.foreseen.empty("empties " + table, table);
		}
	}

	private boolean isLast(String word) {
		return this.tokens.text(this.tokens.size() - 1).equalsIgnoreCase(word);
	}

}
