package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Tells which data the statements of scripts would take away from a database on which
 * none of them was executed yet. The statements have to be shown in order.
 * <ol>
 * <li>What drops, replaces or empties objects that hold data, and what drops columns or
 * partitions, is read from the tokens of the statement, and of those that it is made of:
 * see {@link StatementParts}. What a routine does that it calls cannot be told.</li>
 * <li>By which names the database knows these objects, and whether their rows were copied
 * before, earlier statements tell: see {@link ForeseenObjects}.</li>
 * </ol>
 */
public final class DataLosses {

	/** Types of what holds data, or is made of what does. */
	static final Set<String> HOLDING = Set.of("TABLE", "VIEW", "SEQUENCE", "SCHEMA", "DATABASE");

	/** Enough to see what kind of object is created, and its name. */
	private static final int TOKENS_OF_CREATE = 32;

	/** Statements may be parts of others to this depth. */
	private static final int MOST_DEPTH = 8;

	private final LexicalRules rules;

	private final Vendor vendor;

	private final ForeseenObjects foreseen = new ForeseenObjects();

	/**
	 * Begins before the first statement of the first script.
	 * @param vendor whose lexical rules apply
	 */
	public DataLosses(Vendor vendor) {
		this.vendor = vendor;
		this.rules = LexicalRules.of(vendor);
	}

	/**
	 * A script begins.
	 * @param transactional whether it may be executed in one transaction
	 */
	public void begin(boolean transactional) {
		this.foreseen.begin(transactional && (this.vendor == Vendor.POSTGRESQL || this.vendor == Vendor.SQLITE));
	}

	/**
	 * Reads a statement.
	 * @param statement the statement, as it will be sent
	 * @return the data that it takes away; empty for nearly all statements
	 */
	public List<DataLoss> of(Statement statement) {
		this.foreseen.at(statement.line());
		if (!statement.transactional() || statement.kind() == StatementKind.TRANSACTION_CONTROL) {
			this.foreseen.endTransaction(statement.text().regionMatches(true, 0, "ROLLBACK", 0, "ROLLBACK".length()));
		}
		if (mayMatter(statement)) {
			read(statement.text(), statement.line(), statement.guard() != null, 0);
		}
		return this.foreseen.take();
	}

	/**
	 * A script ends.
	 * @return the data that is taken away with its temporary tables
	 */
	public List<DataLoss> end() {
		this.foreseen.endOfTemporary();
		return this.foreseen.take();
	}

	private static boolean mayMatter(Statement statement) {
		if (statement.listsRows() || statement.text().isEmpty()) {
			return false;
		}
		return switch (Character.toUpperCase(statement.text().charAt(0))) {
			case 'D', 'T', 'A', 'R', 'C', '/', 'I', 'W', 'E', 'B', 'P' ->
				statement.kind() == StatementKind.DDL || statement.kind() == StatementKind.DML
						|| statement.kind() == StatementKind.OTHER || statement.kind() == StatementKind.SESSION;
			case 'S' -> statement.kind() != StatementKind.QUERY || statement.text().contains("search_path");
			case 'U' -> statement.kind() == StatementKind.SESSION;
			default -> false;
		};
	}

	private void read(String text, long line, boolean guarded, int depth) {
		StatementTokens all = tokens(text);
		this.foreseen.at(line);
		switch (all.keyword(0)) {
			case DROP -> new DropLosses(this.vendor, this.foreseen, all).drop();
			case TRUNCATE -> new DropLosses(this.vendor, this.foreseen, all).truncate();
			case DELETE -> new DropLosses(this.vendor, this.foreseen, all).delete();
			case ALTER -> new AlterLosses(this.vendor, this.foreseen, all, guarded).alter();
			case RENAME -> new AlterLosses(this.vendor, this.foreseen, all, guarded).rename();
			case CREATE -> new CreateLosses(this.foreseen, all).create(guarded);
			case INSERT -> {
				if (!guarded) {
					new CreateLosses(this.foreseen, all).insert();
				}
			}
			case SET -> {
				if (all.keyword(1) == Keyword.STATEMENT) {
					readAll(StatementParts.behind(all, Keyword.FOR), line, guarded, depth);
				}
				else {
					new ChosenSchemas(this.foreseen.names(), all).set();
				}
			}
			case USE -> this.foreseen.names().choose(List.of(all.unquoted(1)), true);
			case RESET, DISCARD, SELECT -> this.foreseen.names().doubt();
			case PRAGMA -> pragma(all);
			case WITH -> readAll(StatementParts.ofWith(all), line, guarded, depth);
			case EXPLAIN -> readAll(StatementParts.behind(all, Keyword.ANALYZE), line, guarded, depth);
			case DO -> block(all, line, depth);
			case BEGIN, EXECUTE -> readAll(StatementParts.ofBlock(all), line, true, depth);
			default -> {
			}
		}
	}

	private void readAll(List<StatementParts.Part> parts, long line, boolean guarded, int depth) {
		for (StatementParts.Part part : parts) {
			if (part.incomplete()) {
				this.foreseen.at(line + part.line());
				this.foreseen.dropAll(part.verb() + " what it finds when it is executed", DataLoss.ALL, List.of(""));
			}
			else if (depth < MOST_DEPTH) {
				read(part.text(), line + part.line(), guarded, depth + 1);
			}
		}
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
				if (read.size() == TOKENS_OF_CREATE && read.keyword(0) == Keyword.CREATE
						&& read.find(Keyword.AS, 1) < 0) {
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

	/**
	 * {@code PRAGMA foreign_keys = value}.
	 */
	private void pragma(StatementTokens all) {
		if (all.keyword(1) == Keyword.FOREIGN_KEYS && all.size() > 3) {
			boolean off = switch (all.unquoted(3).toUpperCase(Locale.ROOT)) {
				case "OFF", "0", "FALSE", "NO" -> true;
				default -> false;
			};
			this.foreseen.setForeignKeys(!off);
		}
	}

	/**
	 * {@code DO} with a block in PL/pgSQL.
	 */
	private void block(StatementTokens all, long line, int depth) {
		int language = all.find(Keyword.LANGUAGE, 1);
		if (language > 0 && !all.unquoted(language + 1).equalsIgnoreCase("plpgsql")) {
			return;
		}
		for (int i = 1; i < all.size(); i++) {
			if (all.type(i) == TokenType.STRING && i != language + 1) {
				StatementTokens body = tokens(StatementParts.content(all, i));
				// What stands in a block may depend on something.
				readAll(StatementParts.ofBlock(body), line + all.line(i), true, depth);
			}
		}
	}

}
