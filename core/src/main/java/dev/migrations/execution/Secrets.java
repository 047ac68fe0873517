package dev.migrations.execution;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must not be shown of a statement. It errs on the side of hiding:
 * <ol>
 * <li>A literal behind a word such as {@code PASSWORD}, {@code SECRET} or
 * {@code CONNECTION}, also with an equals sign or as an argument of a call in between,
 * and every literal behind {@code IDENTIFIED}.</li>
 * <li>Every literal of a statement that inserts into a column with such a name, sets the
 * password of somebody, or opens a linked table.</li>
 * <li>Inside other literals the values of such names, as in connection strings and JSON,
 * and what stands between user and host in a URL; and the secrets of a statement that is
 * itself a literal.</li>
 * </ol>
 */
final class Secrets {

	private static final String MASK = "***";

	/** Shorter ones would make the words of the database unreadable. */
	private static final int SHORTEST_HIDDEN = 3;

	private static final int SHORTEST_PREFIX = 4;

	private static final String NAMES = "password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|private_?key"
			+ "|encryption_?key|credential";

	private static final Pattern SENSITIVE = Pattern.compile(NAMES);

	/** Words that are sensitive as a whole only. */
	private static final Set<String> WORDS = Set.of("connection", "salt", "hash", "rekey", "crypt", "encrypt",
			"decrypt", "aes_encrypt", "aes_decrypt", "pgp_sym_encrypt", "pgp_sym_decrypt", "hmac");

	/** Words that may stand between a sensitive word and its literal. */
	private static final Set<String> BETWEEN = Set.of("by", "as", "using", "is", "to", "e", "n", "u", "x", "b",
			"value");

	private static final Pattern PAIR = Pattern
		.compile("(?i)([\"']?[\\w.-]*(?:" + NAMES + ")[\\w-]*[\"']?\\s*[=:]\\s*)(\"[^\"]*\"|[^\\s,;&}\"']+)");

	private static final Pattern USER_INFO = Pattern.compile("(://[^/@\\s:]*:)([^@/\\s]+)(?=@)");

	private final String masked;

	private final Set<String> hidden = new LinkedHashSet<>();

	private Secrets(String text) {
		List<Token> tokens = tokens(text);
		boolean every = hidesEveryLiteral(tokens);
		StringBuilder out = new StringBuilder();
		Armed armed = new Armed();
		boolean values = false;
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			if (token.type() == Type.WORD) {
				String word = token.word();
				values |= word.equals("values") || word.equals("select") || word.equals("set");
				armed.word(word, i + 1 < tokens.size() && tokens.get(i + 1).text().startsWith("("));
			}
			boolean name = token.type() == Type.NAME && !armed.now() && !(every && values);
			if (name) {
				armed.word(token.word(), false);
			}
			boolean literal = token.type() == Type.LITERAL || (token.type() == Type.NAME && !name);
			if (literal && (armed.now() || every)) {
				conceal(token.content());
				inside(token.text());
				out.append(token.text().charAt(0) == '"' ? "\"" + MASK + '"' : "'" + MASK + "'");
				armed.literal();
			}
			else {
				out.append(literal ? inside(token.text()) : token.text());
				if (token.type() == Type.OTHER) {
					armed.symbols(token.text());
				}
			}
		}
		this.masked = out.toString();
	}

	/**
	 * Finds what must not be shown of a statement.
	 * @param text the statement
	 */
	static Secrets in(String text) {
		return new Secrets(text);
	}

	/**
	 * The statement without them.
	 */
	String masked() {
		return this.masked;
	}

	/**
	 * Takes them out of what the database says, which may repeat the statement or a part
	 * of it.
	 * @param words what the database says
	 */
	String hide(String words) {
		String result = words;
		for (String secret : this.hidden) {
			result = result.replace(secret, MASK);
			int length = secret.length() - 1;
			while (length >= SHORTEST_PREFIX && !result.contains(secret.substring(0, length))) {
				length--;
			}
			if (length >= SHORTEST_PREFIX) {
				result = result.replace(secret.substring(0, length), MASK);
			}
		}
		return result;
	}

	/**
	 * Adds a value that is not part of the statement's text.
	 */
	Secrets and(Iterable<String> values) {
		values.forEach(this::add);
		return this;
	}

	private void add(String value) {
		if (!value.isEmpty()) {
			this.hidden.add(value);
		}
	}

	private void conceal(String content) {
		if (content.length() >= SHORTEST_HIDDEN) {
			add(content);
			add(content.replace("''", "'"));
		}
	}

	private String inside(String literal) {
		String result = replace(PAIR, replace(USER_INFO, literal));
		if (!result.contains("''")) {
			return result;
		}
		// Statements in a body or behind EXECUTE.
		Secrets nested = in(result.substring(1).replace("''", "'"));
		nested.hidden.forEach(this::add);
		return nested.hidden.isEmpty() ? result
				: "'" + nested.masked.substring(0, nested.masked.length() - 1).replace("'", "''") + "'";
	}

	private String replace(Pattern pattern, String literal) {
		Matcher matcher = pattern.matcher(literal);
		StringBuilder out = new StringBuilder();
		while (matcher.find()) {
			String value = matcher.group(2);
			conceal(value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
			matcher.appendReplacement(out, Matcher.quoteReplacement(matcher.group(1) + MASK));
		}
		return matcher.appendTail(out).toString();
	}

	private static boolean hidesEveryLiteral(List<Token> tokens) {
		List<String> words = tokens.stream().map(Token::word).filter((word) -> !word.isEmpty()).toList();
		if (words.isEmpty()) {
			return false;
		}
		return switch (words.get(0)) {
			case "insert", "replace", "merge", "copy" ->
				words.stream().anyMatch((word) -> SENSITIVE.matcher(word).find());
			case "set" -> words.size() > 1 && words.get(1).equals("password");
			case "pragma", "attach" -> words.contains("key");
			case "create" -> words.contains("linked") || words.contains("secret");
			default -> false;
		};
	}

	private static List<Token> tokens(String text) {
		List<Token> tokens = new ArrayList<>();
		int at = 0;
		while (at < text.length()) {
			int end;
			Type type = Type.OTHER;
			char c = text.charAt(at);
			if (c == '\'' || c == '"' || c == '`') {
				end = closing(text, at, c);
				type = (c == '\'') ? Type.LITERAL : Type.NAME;
			}
			else if (text.startsWith("--", at)) {
				end = endOf(text, "\n", at);
			}
			else if (text.startsWith("/*", at)) {
				end = endOf(text, "*/", at);
			}
			else if (isWord(c)) {
				end = at;
				while (end < text.length() && isWord(text.charAt(end))) {
					end++;
				}
				type = Type.WORD;
			}
			else {
				end = at + 1;
			}
			tokens.add(new Token(type, text.substring(at, end)));
			at = end;
		}
		return tokens;
	}

	private static boolean isWord(char c) {
		return Character.isLetterOrDigit(c) || c == '_';
	}

	private static int endOf(String text, String what, int from) {
		int end = text.indexOf(what, from);
		return (end < 0) ? text.length() : end + what.length();
	}

	private static int closing(String text, int from, char quote) {
		for (int i = from + 1; i < text.length(); i++) {
			if (text.charAt(i) == '\\' && quote == '\'') {
				i++;
			}
			else if (text.charAt(i) == quote) {
				if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
					return i + 1;
				}
				i++;
			}
		}
		return text.length();
	}

	private enum Type {

		WORD, NAME, LITERAL, OTHER

	}

	private record Token(Type type, String text) {

		/**
		 * The word or name in lower case; empty for anything else.
		 */
		String word() {
			return switch (this.type) {
				case WORD -> this.text.toLowerCase(Locale.ROOT);
				case NAME -> content().toLowerCase(Locale.ROOT);
				default -> "";
			};
		}

		String content() {
			boolean closed = this.text.length() > 1 && this.text.charAt(this.text.length() - 1) == this.text.charAt(0);
			return this.text.substring(1, closed ? this.text.length() - 1 : this.text.length());
		}

	}

	/**
	 * Whether the next literal is a secret.
	 */
	private static final class Armed {

		private boolean armed;

		private boolean identified;

		private int depth;

		boolean now() {
			return this.armed || this.identified;
		}

		void word(String word, boolean isCall) {
			this.identified |= word.equals("identified");
			if (SENSITIVE.matcher(word).find() || WORDS.contains(word)) {
				this.armed = true;
				this.depth = 0;
			}
			else if (this.depth == 0 && !isCall && !BETWEEN.contains(word)) {
				this.armed = false;
			}
		}

		void literal() {
			this.armed &= this.depth > 0;
		}

		void symbols(String text) {
			for (int i = 0; i < text.length() && this.armed; i++) {
				switch (text.charAt(i)) {
					case '(' -> this.depth++;
					case ')' -> this.armed = --this.depth >= 0;
					case ',', ';' -> this.armed = this.depth > 0;
					default -> {
					}
				}
			}
		}

	}

}
