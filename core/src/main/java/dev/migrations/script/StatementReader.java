package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementGuard;
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

	private final CharWindow window;

	private final Lexer lexer;

	private final StatementBoundary boundary;

	private final StatementTokens tokens;

	private final StatementClassifier classifier;

	private final TransactionRules transactionRules;

	private final ClientCommands commands;

	private final SessionRules sessionRules;

	private final @Nullable ScriptListener listener;

	/** Parts behind the last token that may still turn out to be inside the statement. */
	private final List<ScriptSegment> trailing = new ArrayList<>();

	private @Nullable CopyDataReader copyData;

	private @Nullable StatementGuard guard;

	private @Nullable Place guardPlace;

	private int number;

	/** End of the statement so far, relative to its beginning. */
	private int end;

	/** Semicolons behind the end, which are no delimiters. */
	private int semicolons;

	private boolean hasCode;

	StatementReader(Vendor vendor, String script, Reader text, int maxStatementSize,
			@Nullable ScriptListener listener) {
		LexicalRules rules = LexicalRules.of(vendor);
		this.window = new CharWindow(script, text, maxStatementSize);
		this.lexer = new Lexer(rules, this.window);
		this.boundary = StatementBoundary.of(rules, this.window);
		this.tokens = new StatementTokens(this.window);
		this.classifier = new StatementClassifier(vendor, this.tokens);
		this.transactionRules = new TransactionRules(vendor, this.tokens);
		this.commands = new ClientCommands(rules, this.lexer, this.window);
		this.sessionRules = new SessionRules(rules, this.lexer, this.tokens);
		this.listener = listener;
	}

	@Override
	public @Nullable Statement next() throws IOException {
		if (this.copyData != null) {
			this.copyData.skip();
			this.copyData = null;
		}
		while (true) {
			TokenType type = this.lexer.next();
			switch (type) {
				case END -> {
					requireNoGuard();
					return null;
				}
				case SPACE, COMMENT, OPTION_COMMENT, DELIMITER -> between(type);
				default -> {
					Category command = this.commands.run(type);
					if (command != null) {
						segment(command);
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
			option();
		}
		segment(category(type));
		this.window.anchor = -1;
	}

	private void option() {
		code(TokenType.OPTION_COMMENT);
		this.window.count(this.window.mark);
		Place place = this.window.place(this.window.mark);
		OptionComment comment = OptionComment.parse(this.lexer.text(), place);
		if (comment.guard() != null) {
			requireNoGuard();
			this.guard = comment.guard();
			this.guardPlace = place;
		}
		else if (this.number > 0) {
			throw place.invalid("options must stand at the head of the script, before its first statement",
					"Move the comment to the head of the script.");
		}
	}

	private void requireNoGuard() {
		if (this.guard != null && this.guardPlace != null) {
			throw this.guardPlace.invalid("the guard \"" + this.guard + "\" stands before no statement of its own",
					"Put each guard directly before the statement that it is for.");
		}
	}

	/**
	 * Reads a statement.
	 * @param first the type of its first token, which was read
	 * @return the statement; null if there is nothing in it
	 */
	private @Nullable Statement read(TokenType first) throws IOException {
		this.boundary.begin();
		this.classifier.begin();
		this.end = 0;
		this.hasCode = false;
		this.semicolons = 0;
		long start = this.lexer.start();
		boolean endsWithLine = this.commands.endsWithLine(first);
		TokenType type = first;
		while (type != TokenType.END && !isEnd(type)) {
			token(type);
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
		Statement statement = this.hasCode ? statement() : null;
		flush(start, statement != null);
		if (type != TokenType.END) {
			segment(category(type));
		}
		this.window.anchor = -1;
		if (statement != null && statement.kind() == StatementKind.COPY) {
			this.copyData = new CopyDataReader(this.window, this.listener, statement);
		}
		return statement;
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
			pending(category(type));
			return;
		}
		if (type == TokenType.BACKSLASH) {
			throw this.commands.unknown();
		}
		if (this.lexer.hasOwnDelimiter() && type == TokenType.PUNCTUATION && this.lexer.is(';')) {
			this.semicolons++;
			pending(Category.DELIMITER);
			return;
		}
		this.end = this.window.position - this.window.anchor;
		this.hasCode |= type != TokenType.HINT;
		if (this.classifier.isInterested()) {
			this.classifier.token(type, this.lexer);
		}
		this.boundary.token(type, this.lexer);
		if (this.listener != null) {
			this.trailing.clear();
			code(type);
		}
	}

	private void code(TokenType type) {
		if (this.listener != null) {
			char[] semicolon = { ';' };
			for (; this.semicolons > 0; this.semicolons--) {
				this.listener.code(TokenType.PUNCTUATION, semicolon, 0, 1);
			}
			this.listener.code(type, this.window.chars, this.window.mark, this.window.position);
		}
		this.semicolons = 0;
	}

	private Statement statement() {
		CharWindow in = this.window;
		in.count(in.anchor);
		Place place = in.place(in.anchor);
		StatementKind kind = this.classifier.kind();
		boolean transactional = this.transactionRules.isTransactional(kind);
		List<ObjectName> objects = (kind == StatementKind.DML || kind == StatementKind.QUERY) ? List.of()
				: ObjectNames.of(this.tokens);
		Statement statement = new Statement(++this.number, in.text(in.anchor, in.anchor + this.end), place.line(),
				place.column(), kind, transactional, objects, this.guard);
		this.guard = null;
		this.sessionRules.follow(kind);
		if (this.listener != null) {
			this.listener.endOfStatement();
		}
		return statement;
	}

	private static Category category(TokenType type) {
		return switch (type) {
			case SPACE -> Category.WHITE_SPACE;
			case DELIMITER -> Category.DELIMITER;
			default -> Category.COMMENT;
		};
	}

	private void pending(Category category) {
		if (this.listener != null) {
			this.trailing.add(new ScriptSegment(category, this.lexer.start(), this.lexer.end()));
		}
	}

	private void flush(long start, boolean statement) {
		if (this.listener == null) {
			return;
		}
		if (this.end > 0) {
			this.listener.segment(statement ? Category.STATEMENT : Category.COMMENT, start, start + this.end);
		}
		for (ScriptSegment segment : this.trailing) {
			this.listener.segment(segment.category(), segment.start(), segment.end());
		}
		this.trailing.clear();
	}

	private void segment(Category category) {
		if (this.listener != null) {
			this.listener.segment(category, this.lexer.start(), this.lexer.end());
		}
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
