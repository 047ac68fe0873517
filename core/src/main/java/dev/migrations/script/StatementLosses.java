package dev.migrations.script;

import java.util.List;

import dev.migrations.dialect.Vendor;

/**
 * Reads from the tokens of a statement, and of those that it is made of, what it takes
 * away: what drops, replaces or empties objects that hold data, and what drops columns or
 * partitions. See {@link StatementParts}. What a routine does that it calls cannot be
 * told.
 */
final class StatementLosses {

	/** Statements may be parts of others to this depth. */
	private static final int MOST_DEPTH = 8;

	private final Vendor vendor;

	private final ForeseenObjects foreseen;

	private final TokenReader reader;

	private final KnownTexts texts;

	/**
	 * Creates a reader.
	 * @param vendor the database
	 * @param foreseen what statements are applied to
	 * @param reader reads the tokens of the statements that others are made of
	 * @param texts what variables say
	 */
	StatementLosses(Vendor vendor, ForeseenObjects foreseen, TokenReader reader, KnownTexts texts) {
		this.vendor = vendor;
		this.foreseen = foreseen;
		this.reader = reader;
		this.texts = texts;
	}

	/**
	 * Reads a statement.
	 * @param all its tokens
	 * @param line the line on which it begins
	 * @param guarded whether it has a guard, so that what it takes away is meant
	 */
	void read(StatementTokens all, long line, boolean guarded) {
		read(all, new Reading(line, guarded, guarded, 0));
	}

	private void read(StatementTokens all, Reading reading) {
		boolean conditional = reading.conditional() || all.isConditional();
		KnownTexts known = (reading.depth() == 0) ? this.texts : new KnownTexts();
		this.foreseen.at(reading.line(), reading.meant());
		if ((this.vendor == Vendor.MARIADB || this.vendor == Vendor.MYSQL) && all.is(1, ':')) {
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
