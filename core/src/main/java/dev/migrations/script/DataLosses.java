package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

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
 * <li>By which names the database knows these objects, earlier statements tell: see
 * {@link ForeseenObjects}.</li>
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

	private final ForeseenObjects foreseen;

	private final TableRebuild rebuild;

	/**
	 * Begins before the first statement of the first script.
	 * @param vendor whose lexical rules apply
	 */
	public DataLosses(Vendor vendor) {
		this.vendor = vendor;
		this.rules = LexicalRules.of(vendor);
		this.foreseen = new ForeseenObjects(vendor);
		this.rebuild = new TableRebuild(this.foreseen);
	}

	/**
	 * A script begins.
	 */
	public void begin() {
		this.foreseen.begin();
		this.rebuild.begin();
	}

	/**
	 * Reads a statement. One with a guard is left to it: whoever wrote that has thought
	 * of what there may be.
	 * @param statement the statement, as it will be sent
	 * @return the data that it takes away, or that an earlier one has taken away as is
	 * seen now; empty for nearly all statements
	 */
	public List<DataLoss> of(Statement statement) {
		if (!mayMatter(statement)) {
			this.rebuild.end();
			return this.foreseen.take();
		}
		boolean guarded = statement.guard() != null;
		StatementTokens tokens = tokens(statement.text());
		boolean rebuilds = this.vendor == Vendor.SQLITE && this.rebuild.follows(statement, tokens);
		List<DataLoss> found = this.foreseen.take();
		if (!rebuilds) {
			read(tokens, statement.line(), guarded, 0);
			List<DataLoss> more = this.foreseen.take();
			found = guarded ? found : found.isEmpty() ? more : Stream.concat(found.stream(), more.stream()).toList();
		}
		return found;
	}

	/**
	 * A script ends.
	 * @return the data that an earlier statement has taken away, as is seen now
	 */
	public List<DataLoss> end() {
		this.rebuild.end();
		return this.foreseen.take();
	}

	private static boolean mayMatter(Statement statement) {
		if (statement.listsRows() || statement.text().isEmpty()) {
			return false;
		}
		if (statement.kind() == StatementKind.TRANSACTION_CONTROL) {
			return "RrAa".indexOf(statement.text().charAt(0)) >= 0;
		}
		return switch (Character.toUpperCase(statement.text().charAt(0))) {
			case 'P' -> true;
			case 'D', 'T', 'A', 'R', 'C', '/', 'I', 'E', 'B', 'L', 'F' -> changes(statement);
			case 'W' -> changes(statement) || mentionsPath(statement.text());
			case 'S' -> statement.kind() == StatementKind.SESSION || mentionsPath(statement.text())
					|| statement.text().regionMatches(true, 0, "SET STATEMENT", 0, "SET STATEMENT".length());
			case 'U' -> statement.kind() == StatementKind.SESSION || mentionsPath(statement.text());
			default -> false;
		};
	}

	private static boolean changes(Statement statement) {
		return switch (statement.kind()) {
			case DDL, DML, OTHER, SESSION -> true;
			default -> false;
		};
	}

	/**
	 * Where names are looked for may be said by a function, or by a row of
	 * {@code pg_settings}.
	 */
	private static boolean mentionsPath(String text) {
		return text.toLowerCase(Locale.ROOT).contains("search_path");
	}

	private void read(StatementTokens all, long line, boolean conditional, int depth) {
		this.foreseen.at(line);
		switch (all.keyword(0)) {
			case DROP -> new DropLosses(this.vendor, this.foreseen, all, conditional).drop();
			case TRUNCATE -> new DropLosses(this.vendor, this.foreseen, all, conditional).truncate();
			case DELETE -> new DropLosses(this.vendor, this.foreseen, all, conditional).delete();
			case ALTER -> new AlterLosses(this.vendor, this.foreseen, all, conditional).alter();
			case RENAME -> new AlterLosses(this.vendor, this.foreseen, all, conditional).rename();
			case CREATE -> new CreateLosses(this.foreseen, all).create(conditional);
			case SET -> {
				if (all.keyword(1) == Keyword.STATEMENT) {
					readAll(StatementParts.behind(all, Keyword.FOR), line, depth);
				}
				else {
					new ChosenSchemas(this.foreseen.names(), all).set(conditional);
				}
			}
			case USE -> use(all, conditional);
			case ROLLBACK, ABORT -> this.foreseen.doubt();
			case RESET -> this.foreseen.names().doubt(false);
			case DISCARD -> {
				this.foreseen.names().doubt(false);
				this.foreseen.names().forgetTemporary();
			}
			case SELECT -> this.foreseen.names().doubt(true);
			case WITH, INSERT, UPDATE -> {
				if (all.mentions("search_path")) {
					this.foreseen.names().doubt(true);
				}
				readAll(StatementParts.ofWith(all), line, depth);
			}
			case EXPLAIN, ANALYZE,
					ANALYSE ->
				readAll(StatementParts.behind(all,
						(all.find(Keyword.ANALYSE, 0) >= 0) ? Keyword.ANALYSE : Keyword.ANALYZE), line, depth);
			case DO -> block(all, line, depth);
			case PREPARE -> readAll(StatementParts.ofPrepare(all), line, depth);
			case BEGIN, EXECUTE, IF, CASE, LOOP, WHILE, REPEAT, FOR ->
				readAll(StatementParts.ofBlock(all, false), line, depth);
			default -> {
			}
		}
	}

	private void use(StatementTokens all, boolean conditional) {
		List<String> schema = List.of(all.unquoted(1));
		if (conditional) {
			this.foreseen.names().chooseMore(schema);
			this.foreseen.names().doubt(false);
		}
		else {
			this.foreseen.names().choose(schema, true);
		}
	}

	/**
	 * Reads statements that may not be executed, or may be taken back.
	 */
	private void readAll(List<StatementParts.Part> parts, long line, int depth) {
		for (StatementParts.Part part : parts) {
			if (part.does() != null) {
				this.foreseen.at(line + part.line());
				this.foreseen.dropAll(part.does(), DataLoss.ALL, List.of(""));
			}
			else if (depth < MOST_DEPTH) {
				read(tokens(part.text()), line + part.line(), true, depth + 1);
			}
		}
	}

	private StatementTokens tokens(String text) {
		CharWindow window = new CharWindow("", new StringReader(text), Integer.MAX_VALUE);
		Lexer lexer = new Lexer(this.rules, window);
		StatementTokens read = new StatementTokens(window);
		read.readAs(this.vendor);
		try {
			for (TokenType type = lexer.next(); type != TokenType.END; type = lexer.next()) {
				boolean code = switch (type) {
					case SPACE, COMMENT, OPTION_COMMENT, HINT, CODE_COMMENT_BEGIN, CODE_COMMENT_END -> false;
					default -> true;
				};
				if (type == TokenType.QUOTED_IDENTIFIER && this.vendor == Vendor.H2) {
					// Whether it is the same without quotes, the URL of the database
					// decides.
					this.foreseen.doubtSpelling();
				}
				if (code) {
					read.add(type, (type == TokenType.WORD) ? lexer.keyword() : Keyword.NONE);
				}
				if (read.size() == TOKENS_OF_CREATE && read.keyword(0) == Keyword.CREATE
						&& read.find(Keyword.TEMP, 1) < 0 && read.find(Keyword.TEMPORARY, 1) < 0) {
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
				if (body.mentions("search_path")) {
					this.foreseen.names().doubt(true);
				}
				readAll(StatementParts.ofBlock(body, true), line + all.line(i), depth);
			}
		}
	}

}
