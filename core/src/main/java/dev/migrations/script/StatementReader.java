package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.script.ScriptSegment.Category;
import org.jspecify.annotations.Nullable;

/**
 * Puts the tokens of a script together into statements.
 * <ol>
 * <li>A statement begins with the first token that is neither white space nor a comment,
 * and ends with the last such token before its delimiter or the end of the script.</li>
 * <li>A delimiter inside of a body does not end it.</li>
 * <li>A statement without tokens is dropped.</li>
 * <li>The data of a COPY statement begins on the line after it.</li>
 * </ol>
 */
final class StatementReader implements StatementCursor {

	/** A statement that is longer may have made room for many short ones. */
	private static final int MOST_TOGETHER = 64 * 1024;

	private final CharWindow window;

	private final Lexer lexer;

	private final StatementBoundary boundary;

	private final StatementClassifier classifier;

	private final ClientCommands commands;

	private final @Nullable ScriptListener listener;

	private final PartRecorder parts;

	/** Null where each token is wanted by itself. */
	private final @Nullable PlainRun plain;

	private final GuardComments guards = new GuardComments();

	private final StatementMaker maker;

	private final RowTexts rows;

	private @Nullable CopyDataReader copyData;

	/** End of the statement so far, relative to its beginning. */
	private int end;

	private boolean hasCode;

	/**
	 * Creates a reader.
	 * @param vendor the database
	 * @param rules its lexical rules
	 * @param classes what characters are by these rules, for this script alone
	 * @param script the script's location, as messages name it
	 * @param text its normalised text; closed with the reader
	 * @param maxStatementSize longest statement, in characters
	 * @param listener is told what is read; null if nobody is
	 * @param rows what is told of statements that list rows
	 */
	StatementReader(Vendor vendor, LexicalRules rules, CharacterClasses classes, String script, Reader text,
			int maxStatementSize, @Nullable ScriptListener listener, RowTexts rows) {
		this.window = new CharWindow(script, text, maxStatementSize);
		this.lexer = new Lexer(rules, classes, this.window);
		this.boundary = StatementBoundary.of(rules, this.window);
		StatementTokens tokens = new StatementTokens(this.window);
		this.classifier = new StatementClassifier(vendor, tokens);
		this.commands = new ClientCommands(rules, this.lexer, this.window);
		this.listener = listener;
		this.parts = new PartRecorder(this.lexer, this.window, listener);
		this.plain = (listener != null && listener.needsParts()) ? null
				: this.lexer.plainRun(this.classifier, this.boundary, listener);
		this.rows = rows;
		this.maker = new StatementMaker(this.window, this.classifier, tokens, new TransactionRules(vendor, tokens),
				new SessionRules(rules, this.lexer, tokens), this.guards);
	}

	@Override
	public @Nullable Statement next() throws IOException {
		if (this.copyData != null) {
			this.copyData.skip();
			this.copyData = null;
		}
		Statement alike = passStatements();
		if (alike != null) {
			return alike;
		}
		while (true) {
			TokenType type = this.lexer.next();
			switch (type) {
				case END -> {
					this.guards.requireNone();
					return null;
				}
				case SPACE, COMMENT, OPTION_COMMENT, DELIMITER -> between(type);
				default -> {
					Category command = this.commands.run(type);
					if (command != null) {
						this.parts.segment(command);
						this.window.anchor = -1;
					}
					else {
						Statement statement = read(type);
						if (statement != null) {
							return statement;
						}
					}
				}
			}
		}
	}

	private void between(TokenType type) {
		if (type == TokenType.OPTION_COMMENT) {
			this.parts.code(type);
			this.window.count(this.window.mark);
			this.guards.read(this.lexer.text(), this.window.place(this.window.mark), this.maker.hasMadeNone());
		}
		this.parts.segment(category(type));
		this.window.anchor = -1;
	}

	/**
	 * Passes over a statement that is like the last one; unless each is told, over all of
	 * them that are in memory.
	 * @return the statement, all of them, or the last; null if the next one has to be
	 * read
	 */
	private @Nullable Statement passStatements() {
		return passStatement() ? withThoseBehind(this.window.place(this.window.anchor)) : null;
	}

	/**
	 * Makes a statement that lists rows, with those behind it that are like it.
	 * @param begin where it begins
	 */
	private Statement withThoseBehind(Place begin) {
		CharWindow in = this.window;
		int first = in.anchor;
		Place place = begin;
		int passed = 1;
		while (this.rows != RowTexts.EACH && in.position - first < MOST_TOGETHER && passStatement()) {
			passed++;
		}
		// What was looked at last and not passed may be something else.
		this.classifier.beginAlike();
		if (this.rows == RowTexts.TOGETHER) {
			this.end += in.anchor - first;
			in.anchor = first;
		}
		else if (passed > 1) {
			place = in.place(in.anchor);
		}
		Statement statement = this.maker.make(this.end, place, passed, this.rows);
		in.mark = in.position;
		in.anchor = -1;
		return statement;
	}

	private boolean passStatement() {
		int last = (this.plain != null && this.lexer.isPlain()) ? this.plain.passStatement() : -1;
		if (last < 0) {
			return false;
		}
		this.window.requireShort(this.window.anchor, last);
		this.end = last - this.window.anchor;
		this.parts.statement(this.window.offset(this.window.anchor), this.end, false);
		return true;
	}

	/**
	 * Reads a statement.
	 * @param first the type of its first token, which was read
	 * @return the statement; null if there is nothing in it
	 */
	private @Nullable Statement read(TokenType first) throws IOException {
		// Now, while it is known where in the last statement there is no line break.
		this.window.count(this.window.anchor);
		this.boundary.begin();
		this.classifier.begin();
		this.end = 0;
		this.hasCode = false;
		long start = this.lexer.start();
		boolean endsWithLine = this.commands.endsWithLine(first);
		TokenType type = first;
		while (type != TokenType.END && !isEnd(type)) {
			token(type);
			if (!endsWithLine) {
				passPlain();
			}
			type = this.lexer.next();
			if (endsWithLine && type == TokenType.SPACE && this.lexer.text().indexOf('\n') >= 0) {
				break;
			}
		}
		if (type == TokenType.END && this.boundary.isOpen() && !this.lexer.hasOwnDelimiter()) {
			throw this.window.place(this.window.anchor + this.boundary.opened())
				.invalid("the " + this.boundary.what() + " that begins here is never closed",
						"Close it, or look for a quote or a delimiter that is missing before it.");
		}
		Statement statement = this.hasCode ? statement(type) : null;
		this.parts.statement(start, this.end, statement == null);
		if (type != TokenType.END) {
			this.parts.segment(category(type));
		}
		this.window.anchor = -1;
		if (statement != null && statement.kind() == StatementKind.COPY) {
			this.copyData = new CopyDataReader(this.window, this.listener, statement);
		}
		return statement;
	}

	private Statement statement(TokenType behind) {
		CharWindow in = this.window;
		Place place = in.place(in.anchor);
		boolean endsPlain = behind == TokenType.DELIMITER && in.mark == in.anchor + this.end;
		if (this.rows == RowTexts.TOGETHER && endsPlain && this.maker.listsRows() && !this.guards.isWaiting()) {
			return withThoseBehind(place);
		}
		Statement statement = this.maker.make(this.end, place, 1, this.rows);
		if (this.plain != null && !statement.listsRows()) {
			this.plain.forget();
		}
		return statement;
	}

	/**
	 * Passes over what needs no closer look.
	 */
	private void passPlain() {
		if (this.plain != null && !this.classifier.isInterested() && this.boundary.isPlain() && this.lexer.isPlain()) {
			int passed = this.plain.pass(this.window.mark == this.window.anchor);
			if (passed >= 0) {
				this.end = passed - this.window.anchor;
				this.hasCode = true;
			}
		}
	}

	private boolean isEnd(TokenType type) {
		return type == TokenType.DELIMITER && (this.lexer.hasOwnDelimiter() || !this.boundary.isOpen());
	}

	private void token(TokenType type) throws IOException {
		if (type.isBlank()) {
			if (type == TokenType.OPTION_COMMENT) {
				throw this.window.place(this.window.mark)
					.invalid("a comment with options stands inside of a statement",
							"Move it to the head of the script, or directly before the statement.");
			}
			this.parts.keepBack(category(type));
			return;
		}
		if (type == TokenType.BACKSLASH) {
			throw this.commands.unknown();
		}
		if (this.lexer.hasOwnDelimiter() && type == TokenType.PUNCTUATION && this.lexer.is(';')) {
			this.parts.keepBack(Category.DELIMITER);
			return;
		}
		this.end = this.window.position - this.window.anchor;
		this.hasCode |= type != TokenType.HINT;
		if (this.classifier.isInterested()) {
			this.classifier.token(type, this.lexer);
		}
		else if (type == TokenType.WORD) {
			this.classifier.word(this.window.chars, this.window.mark, this.window.position);
		}
		this.boundary.token(type, this.lexer);
		this.parts.code(type);
	}

	private static Category category(TokenType type) {
		return switch (type) {
			case SPACE -> Category.WHITE_SPACE;
			case DELIMITER -> Category.DELIMITER;
			default -> Category.COMMENT;
		};
	}

	@Override
	public Reader copyData() {
		if (this.copyData == null) {
			throw new IllegalStateException("The last statement is not COPY … FROM STDIN");
		}
		return this.copyData;
	}

	@Override
	public void close() throws IOException {
		this.window.close();
	}

}
