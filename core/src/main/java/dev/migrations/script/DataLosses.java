package dev.migrations.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
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

	private static final Pattern CONFORMING = Pattern.compile(
			"SET\\s+(SESSION\\s+)?standard_conforming_strings\\s*(=|TO\\s)\\s*'?(on|true)'?\\s*;?",
			Pattern.CASE_INSENSITIVE);

	/** Statements may be parts of others to this depth. */
	private static final int MOST_DEPTH = 8;

	private final Vendor vendor;

	private final ForeseenObjects foreseen;

	private final TokenReader reader;

	private final TableRebuild rebuild;

	private final KnownTexts texts = new KnownTexts();

	/**
	 * Begins before the first statement of the first script.
	 * @param vendor the database
	 * @param rules its lexical rules in the session at hand
	 */
	public DataLosses(Vendor vendor, LexicalRules rules) {
		this.vendor = vendor;
		this.foreseen = new ForeseenObjects(vendor);
		this.reader = new TokenReader(vendor, rules, this.foreseen);
		this.rebuild = new TableRebuild(this.foreseen);
	}

	/**
	 * A script begins.
	 */
	public void begin() {
		this.foreseen.begin();
		this.reader.begin();
		this.rebuild.begin();
		this.texts.forget();
	}

	/**
	 * Reads a statement. One with a guard is left to it: whoever wrote that has thought
	 * of what there may be.
	 * @param statement the statement, as it will be sent
	 * @return the data that it takes away, or that an earlier one has taken away as is
	 * seen now; empty for nearly all statements
	 */
	public List<DataLoss> of(Statement statement) {
		if (mayMatter(statement)) {
			boolean guarded = statement.guard() != null;
			StatementTokens tokens = this.reader.read(statement.text());
			if (this.vendor != Vendor.SQLITE || !this.rebuild.follows(statement, tokens)) {
				read(tokens, new Reading(statement.line(), guarded, guarded, 0));
			}
			follow(tokens, guarded);
		}
		else {
			this.rebuild.end();
			this.texts.forget();
		}
		return this.foreseen.take();
	}

	/**
	 * A script ends.
	 * @return the data that an earlier statement has taken away, as is seen now
	 */
	public List<DataLoss> end() {
		this.rebuild.end();
		return this.foreseen.take();
	}

	/**
	 * Follows what variables say, as long as nothing but {@code SET} may change it.
	 */
	private void follow(StatementTokens tokens, boolean conditional) {
		if (this.vendor == Vendor.POSTGRESQL && tokens.mentions("standard_conforming_strings")) {
			this.reader.setBackslashEscapes(!CONFORMING.matcher(tokens.text(0, tokens.size())).matches());
		}
		this.reader.follow(tokens);
		if (tokens.keyword(0) == Keyword.SET && tokens.keyword(1) != Keyword.STATEMENT && !tokens.is(1, ':')
				&& isMysql()) {
			this.texts.set(tokens, conditional);
		}
		else if (tokens.keyword(0) != Keyword.PREPARE || tokens.keyword(2) != Keyword.FROM) {
			this.texts.forget();
		}
	}

	private boolean mayMatter(Statement statement) {
		if (statement.listsRows() || statement.text().isEmpty()) {
			return false;
		}
		if (statement.kind() == StatementKind.TRANSACTION_CONTROL) {
			return "RrAa".indexOf(statement.text().charAt(0)) >= 0;
		}
		if (statement.kind() == StatementKind.OTHER && isMysql()) {
			// A block may have a label.
			return true;
		}
		return switch (Character.toUpperCase(statement.text().charAt(0))) {
			case 'P' -> true;
			case 'D', 'T', 'A', 'R', 'C', '/', 'I', 'E', 'B', 'L', 'F', 'M' -> changes(statement);
			case 'W' -> changes(statement) || ChosenSchemas.mayChoose(statement.text());
			case 'S' -> statement.kind() == StatementKind.SESSION || setsConfiguration(statement.text())
					|| statement.text().regionMatches(true, 0, "SET STATEMENT", 0, "SET STATEMENT".length());
			case 'U' -> statement.kind() == StatementKind.SESSION || ChosenSchemas.mayChoose(statement.text());
			default -> false;
		};
	}

	private boolean isMysql() {
		return this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL;
	}

	private static boolean changes(Statement statement) {
		return switch (statement.kind()) {
			case DDL, DML, OTHER, SESSION -> true;
			default -> false;
		};
	}

	private static boolean setsConfiguration(String text) {
		return ChosenSchemas.mayChoose(text) || text.toLowerCase(Locale.ROOT).contains("standard_conforming_strings");
	}

	private void read(StatementTokens all, Reading reading) {
		boolean conditional = reading.conditional() || all.isConditional();
		KnownTexts known = (reading.depth() == 0) ? this.texts : new KnownTexts();
		this.foreseen.at(reading.line(), reading.meant());
		if (isMysql() && all.is(1, ':')) {
			readAll(StatementParts.ofBlock(all, false), reading);
			return;
		}
		switch (all.keyword(0)) {
			case DROP -> new DropLosses(this.vendor, this.foreseen, all, conditional).drop();
			case TRUNCATE -> new DropLosses(this.vendor, this.foreseen, all, conditional).truncate();
			case DELETE -> new DropLosses(this.vendor, this.foreseen, all, conditional).delete();
			case MERGE -> new DropLosses(this.vendor, this.foreseen, all, conditional).merge();
			case ALTER -> new AlterLosses(this.vendor, this.foreseen, all, conditional).alter();
			case RENAME -> new AlterLosses(this.vendor, this.foreseen, all, conditional).rename();
			case CREATE -> new CreateLosses(this.foreseen, all).create(conditional);
			case SET -> {
				if (all.keyword(1) == Keyword.STATEMENT) {
					readAll(StatementParts.behind(all, Keyword.FOR), reading);
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
			case SELECT -> doubtPath(all);
			case WITH, INSERT, UPDATE -> {
				doubtPath(all);
				readAll(StatementParts.ofWith(all), reading);
			}
			case EXPLAIN, ANALYZE, ANALYSE -> readAll(
					StatementParts.behind(all, (all.find(Keyword.ANALYSE, 0) >= 0) ? Keyword.ANALYSE : Keyword.ANALYZE),
					reading);
			case DO -> block(all, reading);
			case PREPARE -> readAll(StatementParts.ofPrepare(all, known), reading);
			case EXECUTE -> readAll(StatementParts.ofExecute(all, known), reading);
			case BEGIN, IF, CASE, LOOP, WHILE, REPEAT, FOR -> readAll(StatementParts.ofBlock(all, false), reading);
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
	private void readAll(List<StatementParts.Part> parts, Reading reading) {
		for (StatementParts.Part part : parts) {
			if (part.does() != null) {
				this.foreseen.at(reading.line() + part.line(), reading.meant());
				this.foreseen.dropAll(part.does(), DataLoss.ALL, List.of(""));
			}
			else if (reading.depth() < MOST_DEPTH) {
				for (String statement : this.reader.statements(part.text())) {
					read(this.reader.read(statement), reading.part(part.line()));
				}
			}
		}
	}

	/**
	 * {@code DO} with a block in PL/pgSQL.
	 */
	private void block(StatementTokens all, Reading reading) {
		int language = all.find(Keyword.LANGUAGE, 1);
		if (language > 0 && !all.unquoted(language + 1).equalsIgnoreCase("plpgsql")) {
			return;
		}
		for (int i = 1; i < all.size(); i++) {
			if (all.type(i) == TokenType.STRING && i != language + 1) {
				String code = StringContent.of(all, i);
				if (code == null) {
					this.foreseen.dropAll(PutTogether.ANYTHING, DataLoss.ALL, List.of(""));
				}
				else {
					StatementTokens body = this.reader.read(code);
					doubtPath(body);
					readAll(StatementParts.ofBlock(body, true), reading.from(all.line(i)));
				}
			}
		}
	}

	/**
	 * Where names are looked for may be said by a function, or by a row of
	 * {@code pg_settings}.
	 */
	private void doubtPath(StatementTokens tokens) {
		if (tokens.size() > 0 && ChosenSchemas.mayChoose(tokens.text(0, tokens.size()))) {
			this.foreseen.names().doubt(true);
		}
	}

	/**
	 * How a statement is read.
	 *
	 * @param line the line on which it begins
	 * @param conditional whether it may not be executed, or may be taken back
	 * @param meant whether what it takes away is meant, so that it is no loss
	 * @param depth of how many others it is a part
	 */
	private record Reading(long line, boolean conditional, boolean meant, int depth) {

		/**
		 * The same from a later line on.
		 */
		Reading from(int lines) {
			return new Reading(this.line + lines, this.conditional, this.meant, this.depth);
		}

		/**
		 * How a part of it is read.
		 * @param lines on which line of it the part begins, counted from 0
		 */
		Reading part(int lines) {
			return new Reading(this.line + lines, true, this.meant, this.depth + 1);
		}

	}

}
