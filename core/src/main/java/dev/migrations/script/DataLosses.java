package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Tells which data the statements of scripts would take away from a database on which
 * none of them was executed yet. The statements have to be shown in order.
 * <ol>
 * <li>What drops, replaces or empties objects that hold data, and what drops columns or
 * partitions, is read from the tokens of the statement. What a routine does that it calls
 * cannot be told.</li>
 * <li>By which names the database knows these objects, earlier statements tell: see
 * {@link KnownNames}.</li>
 * </ol>
 */
public final class DataLosses {

	/** Enough to see what kind of object is created, and its name. */
	private static final int TOKENS_OF_CREATE = 32;

	private static final Set<String> HOLDING = Set.of("TABLE", "VIEW", "SEQUENCE", "SCHEMA", "DATABASE");

	/** What columns may be of, so that they go with it. */
	private static final Set<String> TYPES = Set.of("TYPE", "DOMAIN", "EXTENSION");

	private final LexicalRules rules;

	private final Vendor vendor;

	private final KnownNames names = new KnownNames();

	private final List<DataLoss> found = new ArrayList<>();

	private StatementTokens tokens;

	private NameCursor cursor;

	/**
	 * Begins before the first statement of the first script.
	 * @param vendor whose lexical rules apply
	 */
	public DataLosses(Vendor vendor) {
		this.vendor = vendor;
		this.rules = LexicalRules.of(vendor);
		this.tokens = new StatementTokens(new CharWindow("", new StringReader(""), 0));
		this.cursor = new NameCursor(this.tokens);
	}

	/**
	 * A script begins.
	 */
	public void begin() {
		this.names.begin();
	}

	/**
	 * Reads a statement.
	 * @param statement the statement, as it will be sent
	 * @return the data that it takes away; empty for nearly all statements
	 */
	public List<DataLoss> of(Statement statement) {
		if (!mayMatter(statement)) {
			return List.of();
		}
		this.found.clear();
		this.tokens = tokens(statement.text());
		this.cursor = new NameCursor(this.tokens);
		Keyword verb = this.cursor.keyword();
		this.cursor.advance();
		switch (verb) {
			case DROP -> drop();
			case TRUNCATE -> truncate();
			case DELETE -> delete();
			case ALTER -> alter();
			case RENAME -> rename();
			case CREATE -> create(statement.guard() != null);
			case SET -> setSchemas();
			case USE -> this.names.choose(List.of(this.tokens.unquoted(1)), true);
			case RESET, DISCARD, SELECT -> this.names.doubt();
			default -> {
			}
		}
		return List.copyOf(this.found);
	}

	private static boolean mayMatter(Statement statement) {
		if (statement.listsRows() || statement.text().isEmpty()) {
			return false;
		}
		return switch (Character.toUpperCase(statement.text().charAt(0))) {
			case 'D', 'T', 'A', 'R', 'C', '/' ->
				statement.kind() == StatementKind.DDL || statement.kind() == StatementKind.DML
						|| statement.kind() == StatementKind.OTHER || statement.kind() == StatementKind.SESSION;
			case 'S', 'U' -> statement.kind() == StatementKind.SESSION || setsSearchPath(statement);
			default -> false;
		};
	}

	private static boolean setsSearchPath(Statement statement) {
		return statement.kind() == StatementKind.QUERY && statement.text().contains("search_path");
	}

	private StatementTokens tokens(String text) {
		CharWindow window = new CharWindow("", new StringReader(text), Integer.MAX_VALUE);
		Lexer lexer = new Lexer(this.rules, window);
		StatementTokens read = new StatementTokens(window);
		try {
			for (TokenType type = lexer.next(); type != TokenType.END; type = lexer.next()) {
				boolean code = switch (type) {
					case SPACE, COMMENT, OPTION_COMMENT, HINT, CODE_COMMENT_BEGIN, CODE_COMMENT_END -> false;
					default -> true;
				};
				if (code) {
					read.add(type, (type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE);
				}
				if (read.size() == TOKENS_OF_CREATE && read.keyword(0) == Keyword.CREATE) {
					break;
				}
			}
		}
		catch (InvalidScriptException ex) {
			// The value of a placeholder has broken it: it will not be executed.
			read.clear();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return read;
	}

	private void drop() {
		Keyword first = this.cursor.keyword();
		if (first == Keyword.OWNED || first == Keyword.ALL) {
			this.found.add(new DataLoss((first == Keyword.ALL) ? "drops all objects" : "drops all that somebody owns",
					List.of(), null));
			return;
		}
		boolean forSession = first == Keyword.TEMP || first == Keyword.TEMPORARY;
		boolean materialized = first == Keyword.MATERIALIZED;
		String type = type();
		boolean cascades = isLast("CASCADE");
		if (HOLDING.contains(type) && (materialized || !type.equals("VIEW")) || cascades && TYPES.contains(type)) {
			String what = "drops " + (materialized ? "materialized " : "");
			do {
				this.cursor.skipConditions();
				ObjectName name = name(type);
				if (name != null && !forSession) {
					lose(what + name + (TYPES.contains(type) ? " and what is of it" : ""), name, null);
				}
				if (name != null) {
					this.names.drop(name);
				}
			}
			while (this.cursor.comma());
		}
	}

	private void truncate() {
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

	private void delete() {
		while (this.cursor.isWord("LOW_PRIORITY") || this.cursor.isWord("QUICK")
				|| this.cursor.keyword() == Keyword.IGNORE) {
			this.cursor.advance();
		}
		if (this.cursor.keyword() != Keyword.FROM) {
			return;
		}
		for (int i = 0; i < this.tokens.size(); i++) {
			// Not all rows, or not of this table alone.
			switch (this.tokens.text(i).toUpperCase(Locale.ROOT)) {
				case "WHERE", "USING", "JOIN", "LIMIT", "PARTITION" -> {
					return;
				}
				default -> {
				}
			}
		}
		this.cursor.advance();
		this.cursor.skipConditions();
		empties();
	}

	private void empties() {
		ObjectName table = name("TABLE");
		if (table != null) {
			lose("empties " + table, table, null);
		}
	}

	private void create(boolean guarded) {
		boolean replaces = this.cursor.keyword() == Keyword.OR && this.cursor.following() == Keyword.REPLACE;
		int from = this.cursor.position();
		String type = type();
		boolean forSession = false;
		for (int i = from; i < this.cursor.position(); i++) {
			Keyword modifier = this.tokens.keyword(i);
			forSession |= modifier == Keyword.TEMP || modifier == Keyword.TEMPORARY;
		}
		boolean conditional = guarded || this.cursor.keyword() == Keyword.IF;
		this.cursor.skipConditions();
		ObjectName name = HOLDING.contains(type) ? name(type) : null;
		if (name == null) {
			return;
		}
		if (forSession) {
			this.names.hide(name);
			return;
		}
		if (replaces && !type.equals("VIEW")) {
			lose("replaces " + name, name, null);
		}
		if (!conditional) {
			this.names.create(name);
		}
	}

	private void alter() {
		String type = type();
		this.cursor.skipConditions();
		ObjectName name = HOLDING.contains(type) ? name(type) : null;
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
			case DROP -> {
				if (table) {
					dropPart(altered);
				}
			}
			case TRUNCATE, DISCARD -> lose("empties a part of " + altered, altered, null);
			case RENAME -> renameTo(altered);
			case CHANGE -> this.names.renameColumn(altered);
			case ALTER -> {
				if (this.tokens.find(Keyword.RENAME, this.cursor.position()) > 0) {
					this.names.renameColumn(altered);
				}
			}
			case SET -> {
				if (this.cursor.keyword() == Keyword.SCHEMA) {
					this.cursor.advance();
					ObjectName schema = name("SCHEMA");
					if (schema != null) {
						this.names.rename(altered, new ObjectName(altered.type(), schema.name(), altered.name()));
					}
				}
			}
			default -> {
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
				this.names.renameColumn(altered);
				return;
			}
			case CONSTRAINT, INDEX, KEY -> {
				return;
			}
			default -> {
			}
		}
		ObjectName name = name(altered.type());
		if (this.cursor.keyword() == Keyword.TO) {
			this.names.renameColumn(altered);
		}
		else if (name != null) {
			this.names.rename(altered, new ObjectName(name.type(),
					(name.schema() != null) ? name.schema() : altered.schema(), name.name()));
		}
	}

	private void dropPart(ObjectName table) {
		switch (this.cursor.keyword()) {
			case COLUMN -> {
				this.cursor.advance();
				do {
					this.cursor.skipConditions();
					dropColumns(table);
				}
				while (this.vendor == Vendor.H2 && this.cursor.comma());
			}
			case PARTITION, SYSTEM -> lose("drops rows of " + table, table, null);
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
			List<String> column = this.cursor.parts();
			if (!column.isEmpty()) {
				String name = column.get(column.size() - 1);
				lose("drops column " + name + " of " + table, table, this.names.knowsColumns(table) ? name : null);
			}
		}
		while (group && this.cursor.isWord(","));
	}

	private void rename() {
		if (this.cursor.keyword() != Keyword.TABLE && !this.cursor.isWord("TABLES")) {
			return;
		}
		this.cursor.advance();
		do {
			this.cursor.skipConditions();
			ObjectName from = name("TABLE");
			if (this.cursor.goTo(Keyword.TO)) {
				this.cursor.advance();
			}
			ObjectName to = name("TABLE");
			if (from != null && to != null) {
				this.names.rename(from, to);
			}
		}
		while (this.cursor.comma());
	}

	/**
	 * {@code SET} of where names are looked for that are not qualified.
	 */
	private void setSchemas() {
		boolean local = this.cursor.keyword() == Keyword.LOCAL;
		int setting = (local || this.cursor.keyword() == Keyword.SESSION) ? 2 : 1;
		boolean only = true;
		List<String> chosen = new ArrayList<>();
		for (int at = setting + 1; at < this.tokens.size(); at++) {
			Keyword word = this.tokens.keyword(at);
			if (word != Keyword.TO && (this.tokens.isName(at) || this.tokens.type(at) == TokenType.STRING)) {
				String schema = this.tokens.unquoted(at);
				chosen.add(schema);
				only &= word != Keyword.DEFAULT && !schema.equals("$user");
			}
		}
		switch (this.tokens.unquoted(setting).toLowerCase(Locale.ROOT)) {
			case "search_path", "schema" -> {
				if (local || chosen.isEmpty()) {
					this.names.chooseMore(chosen);
					this.names.doubt();
				}
				else {
					this.names.choose(chosen, only);
				}
			}
			case "schema_search_path" -> this.names.chooseMore(chosen);
			default -> {
			}
		}
	}

	private String type() {
		if (this.cursor.isWord("TABLES")) {
			this.cursor.advance();
			return "TABLE";
		}
		return this.cursor.type();
	}

	private boolean isLast(String word) {
		return this.tokens.text(this.tokens.size() - 1).equalsIgnoreCase(word);
	}

	private @Nullable ObjectName name(String type) {
		List<String> parts = this.cursor.parts();
		int size = parts.size();
		return (size > 0) ? new ObjectName(type, (size > 1) ? parts.get(size - 2) : null, parts.get(size - 1)) : null;
	}

	private void lose(String what, ObjectName object, @Nullable String column) {
		if (this.names.isOwn(object)) {
			return;
		}
		this.found.add(new DataLoss(what, this.names.of(object), column));
	}

}
