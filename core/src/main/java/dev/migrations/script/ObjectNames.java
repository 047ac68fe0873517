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

	private final StatementTokens tokens;

	private final List<ObjectName> names = new ArrayList<>();

	private int at;

	private ObjectNames(StatementTokens tokens) {
		this.tokens = tokens;
	}

	/**
	 * Reads the names.
	 * @param tokens the first tokens of the statement
	 * @return the names in order, empty where the statement has none that can be read
	 */
	static List<ObjectName> of(StatementTokens tokens) {
		ObjectNames reader = new ObjectNames(tokens);
		reader.read();
		return List.copyOf(reader.names);
	}

	private void read() {
		Keyword first = keyword();
		this.at++;
		switch (first) {
			case CREATE -> create();
			case ALTER -> alter();
			case DROP -> drop();
			case TRUNCATE -> truncate();
			case RENAME -> rename();
			case REINDEX -> reindex();
			case REFRESH -> single(type());
			case CLUSTER -> cluster();
			case COMMENT -> comment();
			case PRAGMA -> name("PRAGMA");
			default -> {
			}
		}
	}

	private void create() {
		String type = type();
		skipConditions();
		if ("INDEX".equals(type) && keyword() == Keyword.ON) {
			onTable();
			return;
		}
		name(type);
		switch (type) {
			case "INDEX", "TRIGGER", "POLICY" -> onTable();
			case "RULE" -> {
				if (goTo(Keyword.TO)) {
					this.at++;
					name("TABLE");
				}
			}
			default -> {
			}
		}
	}

	private void alter() {
		String type = type();
		skipConditions();
		name(type);
		switch (type) {
			case "TRIGGER", "POLICY", "RULE" -> onTable();
			case "TYPE" -> addedValue();
			default -> {
			}
		}
		newName(type);
	}

	/**
	 * The value that {@code ALTER TYPE … ADD VALUE} adds: PostgreSQL cannot use it before
	 * the transaction has ended.
	 */
	private void addedValue() {
		if (keyword() == Keyword.ADD && this.tokens.keyword(this.at + 1) == Keyword.VALUE) {
			this.at += 2;
			skipConditions();
			if (this.tokens.type(this.at) == TokenType.STRING) {
				this.names.add(new ObjectName("ENUM VALUE", null, this.tokens.unquoted(this.at)));
			}
		}
	}

	private void newName(String type) {
		int rename = this.tokens.find(Keyword.RENAME, this.at);
		Keyword next = this.tokens.keyword(rename + 1);
		if (rename >= 0 && (next == Keyword.TO || next == Keyword.AS)) {
			this.at = rename + 2;
			name(type);
		}
	}

	private void drop() {
		String type = type();
		list(type);
		switch (type) {
			case "INDEX", "TRIGGER", "POLICY", "RULE" -> onTable();
			default -> {
			}
		}
	}

	private void truncate() {
		if (keyword() == Keyword.TABLE) {
			this.at++;
		}
		list("TABLE");
	}

	private void rename() {
		if (keyword() == Keyword.USER) {
			return;
		}
		this.at++;
		do {
			skipConditions();
			name("TABLE");
			if (keyword() == Keyword.TO) {
				this.at++;
				name("TABLE");
			}
		}
		while (comma());
	}

	private void reindex() {
		this.at = this.tokens.skipGroup(this.at);
		switch (keyword()) {
			case INDEX, TABLE, SCHEMA, DATABASE, SYSTEM -> {
				if (this.tokens.isName(this.at + 1)) {
					single(type());
					return;
				}
			}
			default -> {
			}
		}
		skipConditions();
		name("INDEX");
	}

	private void cluster() {
		this.at = this.tokens.skipGroup(this.at);
		if (keyword() == Keyword.VERBOSE) {
			this.at++;
		}
		name("TABLE");
	}

	private void comment() {
		if (keyword() != Keyword.ON) {
			return;
		}
		this.at++;
		if (keyword() == Keyword.COLUMN) {
			this.at++;
			List<String> parts = parts();
			if (parts.size() > 1) {
				add("TABLE", parts.subList(0, parts.size() - 1));
			}
			return;
		}
		String type = type();
		skipConditions();
		name(type);
		switch (type) {
			case "CONSTRAINT", "TRIGGER", "POLICY", "RULE" -> onTable();
			default -> {
			}
		}
	}

	private void single(String type) {
		skipConditions();
		name(type);
	}

	private void list(String type) {
		do {
			skipConditions();
			name(type);
			this.at = this.tokens.skipGroup(this.at);
		}
		while (comma());
	}

	private boolean comma() {
		if (this.tokens.is(this.at, ',')) {
			this.at++;
			return true;
		}
		return false;
	}

	private void onTable() {
		if (goTo(Keyword.ON)) {
			this.at++;
			skipConditions();
			name("TABLE");
		}
	}

	/**
	 * Goes to a keyword outside of parentheses.
	 */
	private boolean goTo(Keyword keyword) {
		while (this.at < this.tokens.size()) {
			if (keyword() == keyword) {
				return true;
			}
			this.at = this.tokens.is(this.at, '(') ? this.tokens.skipGroup(this.at) : this.at + 1;
		}
		return false;
	}

	/**
	 * Reads the type of the object, with its modifiers passed over.
	 */
	private String type() {
		while (this.at < this.tokens.size()) {
			String type = ObjectTypes.at(this.tokens, this.at);
			if (type != null) {
				this.at += ObjectTypes.length(this.tokens, this.at);
				return type;
			}
			int modifier = ObjectTypes.modifier(this.tokens, this.at);
			if (modifier == 0) {
				break;
			}
			this.at += modifier;
		}
		return "";
	}

	private void skipConditions() {
		while (true) {
			switch (keyword()) {
				case CONCURRENTLY, ONLY -> this.at++;
				case IF -> {
					while (keyword() == Keyword.IF || keyword() == Keyword.NOT || keyword() == Keyword.EXISTS) {
						this.at++;
					}
				}
				default -> {
					return;
				}
			}
		}
	}

	private Keyword keyword() {
		return this.tokens.keyword(this.at);
	}

	private void name(String type) {
		add(type, parts());
	}

	private void add(String type, List<String> parts) {
		int size = parts.size();
		if (size > 0 && !type.isEmpty()) {
			this.names.add(new ObjectName(type, (size > 1) ? parts.get(size - 2) : null, parts.get(size - 1)));
		}
	}

	private List<String> parts() {
		List<String> parts = new ArrayList<>(3);
		while (this.tokens.isName(this.at)) {
			parts.add(this.tokens.unquoted(this.at++));
			if (!this.tokens.is(this.at, '.')) {
				break;
			}
			this.at++;
		}
		return parts;
	}

}
