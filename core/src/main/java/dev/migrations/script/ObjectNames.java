package dev.migrations.script;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.model.ObjectName;

/**
 * Reads the names of the objects that a statement creates, changes or drops.
 * <ol>
 * <li>Modifiers such as {@code OR REPLACE}, {@code TEMPORARY} or {@code UNIQUE} are
 * passed over up to the type of the object.</li>
 * <li>After {@code CONCURRENTLY}, {@code ONLY} and {@code IF [NOT] EXISTS} stands the
 * name, with up to two qualifiers; {@code DROP}, {@code TRUNCATE} and {@code RENAME} take
 * several.</li>
 * <li>Indexes, triggers, policies and rules name their table after {@code ON}, or after
 * {@code TO}; {@code RENAME TO} gives the new name as well.</li>
 * </ol>
 */
final class ObjectNames {

	private final NameCursor cursor;

	private final List<ObjectName> names = new ArrayList<>();

	private ObjectNames(NameCursor cursor) {
		this.cursor = cursor;
	}

	/**
	 * Reads the names.
	 * @param tokens the first tokens of the statement
	 * @return the names in order, empty where the statement has none that can be read
	 */
	static List<ObjectName> of(StatementTokens tokens) {
		ObjectNames reader = new ObjectNames(new NameCursor(tokens));
		reader.read();
		return List.copyOf(reader.names);
	}

	private void read() {
		Keyword first = this.cursor.keyword();
		this.cursor.advance();
		switch (first) {
			case CREATE -> create();
			case ALTER -> alter();
			case DROP -> drop();
			case TRUNCATE -> truncate();
			case RENAME -> rename();
			case REINDEX -> reindex();
			case REFRESH -> single(this.cursor.type());
			case CLUSTER -> cluster();
			case COMMENT -> comment();
			case SELECT, WITH -> into();
			case PRAGMA -> name("PRAGMA");
			default -> {
			}
		}
	}

	private void create() {
		String type = this.cursor.type();
		this.cursor.skipConditions();
		if ("INDEX".equals(type) && this.cursor.keyword() == Keyword.ON) {
			onTable();
			return;
		}
		name(type);
		switch (type) {
			case "INDEX", "TRIGGER", "POLICY" -> onTable();
			case "RULE" -> {
				if (this.cursor.goTo(Keyword.TO)) {
					this.cursor.advance();
					name("TABLE");
				}
			}
			default -> {
			}
		}
	}

	/**
	 * The table that a query of PostgreSQL creates. What may stand before its name may be
	 * its name as well.
	 */
	private void into() {
		this.cursor.advance();
		while (this.cursor.isBeforeName() && ObjectTypes.isBeforeTable(this.cursor.keyword())) {
			this.cursor.advance();
		}
		name("TABLE");
	}

	private void alter() {
		String type = this.cursor.type();
		this.cursor.skipConditions();
		name(type);
		switch (type) {
			case "TRIGGER", "POLICY", "RULE" -> onTable();
			case "TYPE" -> addedValue();
			case "TABLE" -> detached();
			default -> {
			}
		}
		newName(type);
	}

	private void detached() {
		if (this.cursor.keyword() == Keyword.DETACH && this.cursor.following() == Keyword.PARTITION) {
			this.cursor.advance();
			this.cursor.advance();
			name("TABLE");
		}
	}

	/**
	 * The value that {@code ALTER TYPE … ADD VALUE} adds: PostgreSQL cannot use it before
	 * the transaction has ended.
	 */
	private void addedValue() {
		if (this.cursor.keyword() == Keyword.ADD && this.cursor.following() == Keyword.VALUE) {
			this.cursor.advance();
			this.cursor.advance();
			this.cursor.skipConditions();
			if (!this.cursor.string().isEmpty()) {
				this.names.add(new ObjectName("ENUM VALUE", null, this.cursor.string()));
			}
		}
	}

	private void newName(String type) {
		if (this.cursor.find(Keyword.RENAME)
				&& (this.cursor.following() == Keyword.TO || this.cursor.following() == Keyword.AS)) {
			this.cursor.advance();
			this.cursor.advance();
			name(type);
		}
	}

	private void drop() {
		String type = this.cursor.type();
		list(type);
		switch (type) {
			case "INDEX", "TRIGGER", "POLICY", "RULE" -> onTable();
			default -> {
			}
		}
	}

	private void truncate() {
		if (this.cursor.keyword() == Keyword.TABLE) {
			this.cursor.advance();
		}
		list("TABLE");
	}

	private void rename() {
		if (this.cursor.keyword() == Keyword.USER) {
			return;
		}
		this.cursor.advance();
		do {
			this.cursor.skipConditions();
			name("TABLE");
			if (this.cursor.keyword() == Keyword.TO) {
				this.cursor.advance();
				name("TABLE");
			}
		}
		while (this.cursor.comma());
	}

	private void reindex() {
		this.cursor.skipGroup();
		switch (this.cursor.keyword()) {
			case INDEX, TABLE, SCHEMA, DATABASE, SYSTEM -> {
				if (this.cursor.isBeforeName()) {
					single(this.cursor.type());
					return;
				}
			}
			default -> {
			}
		}
		this.cursor.skipConditions();
		name("INDEX");
	}

	private void cluster() {
		this.cursor.skipGroup();
		if (this.cursor.keyword() == Keyword.VERBOSE) {
			this.cursor.advance();
		}
		name("TABLE");
	}

	private void comment() {
		if (this.cursor.keyword() != Keyword.ON) {
			return;
		}
		this.cursor.advance();
		if (this.cursor.keyword() == Keyword.COLUMN) {
			this.cursor.advance();
			List<String> parts = this.cursor.parts();
			if (parts.size() > 1) {
				add("TABLE", parts.subList(0, parts.size() - 1));
			}
			return;
		}
		String type = this.cursor.type();
		this.cursor.skipConditions();
		name(type);
		switch (type) {
			case "CONSTRAINT", "TRIGGER", "POLICY", "RULE" -> onTable();
			default -> {
			}
		}
	}

	private void single(String type) {
		this.cursor.skipConditions();
		name(type);
	}

	private void list(String type) {
		do {
			this.cursor.skipConditions();
			name(type);
			this.cursor.skipGroup();
		}
		while (this.cursor.comma());
	}

	private void onTable() {
		if (this.cursor.goTo(Keyword.ON)) {
			this.cursor.advance();
			this.cursor.skipConditions();
			name("TABLE");
		}
	}

	private void name(String type) {
		add(type, this.cursor.parts());
	}

	private void add(String type, List<String> parts) {
		int size = parts.size();
		if (size > 0 && !type.isEmpty()) {
			this.names.add(new ObjectName(type, (size > 1) ? parts.get(size - 2) : null, parts.get(size - 1)));
		}
	}

}
