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
	private boolean conditional;

	/**
	 * Creates a reader.
	 * @param vendor the database
	 * @param foreseen what the statement is applied to
	 * @param tokens its tokens
	 * @param conditional whether the statement may not be executed
	 */
	AlterLosses(Vendor vendor, ForeseenObjects foreseen, StatementTokens tokens, boolean conditional) {
		this.vendor = vendor;
		this.foreseen = foreseen;
		this.cursor = new NameCursor(tokens, 1);
		this.conditional = conditional;
	}

	void alter() {
		String type = this.cursor.type();
		skipConditions();
		boolean holding = DataLosses.HOLDING.contains(type);
		ObjectName name = (holding || DropLosses.TYPES.contains(type)) ? this.cursor.object(type) : null;
		if (name == null) {
			return;
		}
		if (!holding) {
			alterType(name);
			return;
		}
		if (this.cursor.isWord("WAIT")) {
			this.cursor.advance();
			this.cursor.advance();
		}
		else if (this.cursor.isWord("*") || this.cursor.isWord("NOWAIT")) {
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

	/**
	 * A type may be renamed or moved, and go with the columns that are of it.
	 */
	private void alterType(ObjectName type) {
		boolean moved = this.cursor.keyword() == Keyword.RENAME && this.cursor.following() == Keyword.TO
				|| this.cursor.keyword() == Keyword.SET && this.cursor.following() == Keyword.SCHEMA;
		if (moved) {
			clause(type);
		}
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
			case EXCHANGE -> new JoinedTables(this.foreseen, this.cursor).exchange(altered);
			case ATTACH -> new JoinedTables(this.foreseen, this.cursor).attach(altered);
			case NONE -> new JoinedTables(this.foreseen, this.cursor).other(altered);
			case ALTER -> alterColumn(altered);
			case SET -> {
				if (this.cursor.keyword() == Keyword.SCHEMA) {
					this.cursor.advance();
					ObjectName schema = this.cursor.object("SCHEMA");
					if (schema != null) {
						this.foreseen.rename(altered, new ObjectName(altered.type(), schema.name(), altered.name()),
								this.conditional);
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
		if (this.cursor.keyword() != Keyword.IF) {
			String column = column();
			if (!column.isEmpty()) {
				this.foreseen.addColumn(table, column, this.conditional);
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
				boolean unsure = isCondition();
				renameColumn(altered, column(), unsure);
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
			renameColumn(altered, name.name(), false);
		}
		else {
			this.foreseen.rename(altered, new ObjectName(name.type(),
					(name.schema() != null) ? name.schema() : altered.schema(), name.name()), this.conditional);
		}
	}

	private void renameColumn(ObjectName table, String from, boolean unsure) {
		if (this.cursor.keyword() == Keyword.TO) {
			this.cursor.advance();
			this.foreseen.renameColumn(table, from, column(), unsure || this.conditional);
		}
	}

	/**
	 * {@code CHANGE [COLUMN] a b type}.
	 */
	private void change(ObjectName table) {
		if (this.cursor.keyword() == Keyword.COLUMN) {
			this.cursor.advance();
		}
		boolean unsure = isCondition();
		String from = column();
		String to = column();
		if (!from.equals(to)) {
			this.foreseen.renameColumn(table, from, to, unsure || this.conditional);
		}
	}

	/**
	 * {@code ALTER [COLUMN] a RENAME TO b}, and
	 * {@code ALTER [COLUMN] a TYPE type USING x}, which replaces all values if it does
	 * not read them.
	 */
	private void alterColumn(ObjectName table) {
		if (this.cursor.keyword() == Keyword.COLUMN) {
			this.cursor.advance();
		}
		boolean unsure = isCondition();
		String column = column();
		if (this.cursor.keyword() == Keyword.RENAME) {
			this.cursor.advance();
			renameColumn(table, column, unsure);
			return;
		}
		while (!this.cursor.isAtEnd() && !this.cursor.isWord(",") && this.cursor.keyword() != Keyword.USING) {
			this.cursor.step();
		}
		if (this.cursor.keyword() == Keyword.USING && !this.cursor.occurs(column)) {
			this.foreseen.dropColumn("replaces column " + column + " of " + table, table, column, true);
		}
	}

	private void skipConditions() {
		this.conditional |= isCondition();
	}

	/**
	 * Goes behind {@code IF [NOT] EXISTS}.
	 * @return whether it was there
	 */
	private boolean isCondition() {
		boolean condition = this.cursor.keyword() == Keyword.IF;
		this.cursor.skipConditions();
		return condition;
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
				this.foreseen.dropColumn("drops column " + name + " of " + table, table, name, this.conditional);
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
			skipConditions();
			ObjectName from = this.cursor.object("TABLE");
			skipConditions();
			if (this.cursor.goTo(Keyword.TO)) {
				this.cursor.advance();
			}
			ObjectName to = this.cursor.object("TABLE");
			if (from != null && to != null) {
				this.foreseen.rename(from, to, this.conditional);
			}
		}
		while (this.cursor.comma());
	}

}
