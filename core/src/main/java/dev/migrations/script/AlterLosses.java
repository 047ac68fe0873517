package dev.migrations.script;

import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;

/**
 * Reads what {@code ALTER} and {@code RENAME} do to tables, sequences and schemas: clause
 * by clause, as they stand between commas.
 */
final class AlterLosses {

	private final Vendor vendor;

	private final ForeseenObjects foreseen;

	private final NameCursor cursor;

	/** Whether the statement may not be executed. */
	private final boolean guarded;

	/**
	 * Creates a reader.
	 * @param vendor the database
	 * @param foreseen what the statement is applied to
	 * @param tokens its tokens
	 * @param guarded whether the statement depends on what there is
	 */
	AlterLosses(Vendor vendor, ForeseenObjects foreseen, StatementTokens tokens, boolean guarded) {
		this.vendor = vendor;
		this.foreseen = foreseen;
		this.cursor = new NameCursor(tokens, 1);
		this.guarded = guarded;
	}

	void alter() {
		String type = this.cursor.type();
		this.cursor.skipConditions();
		ObjectName name = DataLosses.HOLDING.contains(type) ? this.cursor.object(type) : null;
		if (name == null) {
			return;
		}
		if (this.cursor.isWord("*")) {
			this.cursor.advance();
		}
		do {
			clause(name);
			while (!this.cursor.isAtEnd() && !this.cursor.isWord(",")) {
				this.cursor.step();
			}
		}
		while (this.cursor.comma());
	}

	private void clause(ObjectName altered) {
		Keyword verb = this.cursor.keyword();
		boolean table = altered.type().equals("TABLE");
		this.cursor.advance();
		switch (verb) {
			case ADD -> {
				if (table) {
					add(altered);
				}
			}
			case DROP -> {
				if (table) {
					drop(altered);
				}
			}
			case TRUNCATE, DISCARD -> this.foreseen.empty("empties a part of " + altered, altered);
			case RENAME -> renameTo(altered);
			case CHANGE -> change(altered);
			case ALTER -> alterColumn(altered);
			case SET -> {
				if (this.cursor.keyword() == Keyword.SCHEMA) {
					this.cursor.advance();
					ObjectName schema = this.cursor.object("SCHEMA");
					if (schema != null) {
						this.foreseen.rename(altered, new ObjectName(altered.type(), schema.name(), altered.name()));
					}
				}
			}
			default -> {
			}
		}
	}

	/**
	 * {@code ADD [COLUMN] name type}, which fails if the column is there.
	 */
	private void add(ObjectName table) {
		switch (this.cursor.keyword()) {
			case CONSTRAINT, PRIMARY, UNIQUE, INDEX, KEY, FOREIGN, CHECK, FULLTEXT, SPATIAL, PARTITION, EXCLUSIVE -> {
				return;
			}
			case COLUMN -> this.cursor.advance();
			default -> {
			}
		}
		if (this.cursor.keyword() != Keyword.IF && !this.guarded) {
			List<String> column = this.cursor.parts();
			if (!column.isEmpty()) {
				this.foreseen.addColumn(table, column.get(column.size() - 1));
			}
		}
	}

	/**
	 * {@code RENAME [TO] name} and {@code RENAME [COLUMN] a TO b}.
	 */
	private void renameTo(ObjectName altered) {
		switch (this.cursor.keyword()) {
			case TO, AS -> this.cursor.advance();
			case COLUMN -> {
				this.cursor.advance();
				this.cursor.skipConditions();
				renameColumn(altered, column());
				return;
			}
			case CONSTRAINT, INDEX, KEY -> {
				return;
			}
			default -> {
			}
		}
		ObjectName name = this.cursor.object(altered.type());
		if (name == null) {
			return;
		}
		if (this.cursor.keyword() == Keyword.TO) {
			renameColumn(altered, name.name());
		}
		else {
			this.foreseen.rename(altered, new ObjectName(name.type(),
					(name.schema() != null) ? name.schema() : altered.schema(), name.name()));
		}
	}

	private void renameColumn(ObjectName table, String from) {
		if (this.cursor.keyword() == Keyword.TO) {
			this.cursor.advance();
			this.foreseen.renameColumn(table, from, column());
		}
	}

	/**
	 * {@code CHANGE [COLUMN] a b type}.
	 */
	private void change(ObjectName table) {
		if (this.cursor.keyword() == Keyword.COLUMN) {
			this.cursor.advance();
		}
		this.cursor.skipConditions();
		String from = column();
		String to = column();
		if (!from.equals(to)) {
			this.foreseen.renameColumn(table, from, to);
		}
	}

	/**
	 * {@code ALTER [COLUMN] a RENAME TO b}.
	 */
	private void alterColumn(ObjectName table) {
		if (this.cursor.keyword() == Keyword.COLUMN) {
			this.cursor.advance();
		}
		this.cursor.skipConditions();
		String from = column();
		if (this.cursor.keyword() == Keyword.RENAME) {
			this.cursor.advance();
			renameColumn(table, from);
		}
	}

	private String column() {
		List<String> parts = this.cursor.parts();
		return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
	}

	private void drop(ObjectName table) {
		switch (this.cursor.keyword()) {
			case COLUMN -> {
				this.cursor.advance();
				do {
					this.cursor.skipConditions();
					dropColumns(table);
				}
				while (this.vendor == Vendor.H2 && this.cursor.comma());
			}
			case PARTITION, SYSTEM -> this.foreseen.empty("drops rows of " + table, table);
			case CONSTRAINT, PRIMARY, INDEX, KEY, FOREIGN, CHECK, DEFAULT, NOT -> {
			}
			default -> {
				this.cursor.skipConditions();
				if (!this.cursor.isWord("PERIOD")) {
					dropColumns(table);
				}
			}
		}
	}

	private void dropColumns(ObjectName table) {
		boolean group = this.cursor.isWord("(");
		do {
			if (group) {
				this.cursor.advance();
			}
			String name = column();
			if (!name.isEmpty()) {
				this.foreseen.dropColumn("drops column " + name + " of " + table, table, name);
			}
		}
		while (group && this.cursor.isWord(","));
	}

	void rename() {
		if (this.cursor.keyword() != Keyword.TABLE && !this.cursor.isWord("TABLES")) {
			return;
		}
		this.cursor.advance();
		do {
			this.cursor.skipConditions();
			ObjectName from = this.cursor.object("TABLE");
			if (this.cursor.goTo(Keyword.TO)) {
				this.cursor.advance();
			}
			ObjectName to = this.cursor.object("TABLE");
			if (from != null && to != null) {
				this.foreseen.rename(from, to);
			}
		}
		while (this.cursor.comma());
	}

}
