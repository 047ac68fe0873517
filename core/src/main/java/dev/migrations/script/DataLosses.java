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
 * <li>What a statement takes away is read from its tokens: see
 * {@link StatementLosses}.</li>
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

	private final Vendor vendor;

	private final ForeseenObjects foreseen;

	private final TokenReader reader;

	private final TableRebuild rebuild;

	private final KnownTexts texts = new KnownTexts();

	private final StatementLosses losses;

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
		this.losses = new StatementLosses(vendor, this.foreseen, this.reader, this.texts);
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
				this.losses.read(tokens, statement.line(), guarded);
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

}
