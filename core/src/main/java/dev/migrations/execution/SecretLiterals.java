package dev.migrations.execution;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.script.StatementTokenizer.Token;

/**
 * Which literals of a statement are secrets as a whole, by the words and names that stand
 * around them.
 */
final class SecretLiterals {

	/** What is in the names of secrets. */
	static final String NAMES = "password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|private_?key"
			+ "|encryption_?key|credential";

	private static final Pattern SENSITIVE = Pattern.compile(NAMES);

	/** Words that are sensitive as a whole only. */
	private static final Set<String> WORDS = Set.of("connection", "salt", "hash", "rekey", "crypt", "encrypt",
			"decrypt", "aes_encrypt", "aes_decrypt", "pgp_sym_encrypt", "pgp_sym_decrypt", "hmac");

	/** Words that may stand between a sensitive word and its literal. */
	private static final Set<String> BETWEEN = Set.of("by", "as", "using", "is", "to", "e", "n", "u", "x", "b",
			"value");

	/** Words behind which an insert, a pragma or an attachment has values. */
	private static final Set<String> VALUES_FOLLOW = Set.of("values", "select", "set", "key");

	/** Longer ones are no names, and may be whole programs. */
	private static final int LONGEST_NAMING = 2000;

	private static final Pattern NAME = Pattern.compile("(?i)[\\w.:/@-]*(?:" + NAMES + ")[\\w.:/@-]*");

	/** Behind it follows the secret, or the format puts it there. */
	private static final Pattern BEGINNING = Pattern.compile("(?i)(?:" + NAMES
			+ "|identified)\\w*[\"'\\s=:]*(?:(?:by|to|as|using|is)\\b)?[\"'\\s]*(?:$|%(?:\\d+\\$)?-?\\d*[sLI])");

	private final BitSet literals = new BitSet();

	private final BitSet secrets = new BitSet();

	SecretLiterals(List<Token> tokens) {
		boolean every = hidesEveryLiteral(tokens);
		int names = names(tokens);
		Armed armed = new Armed();
		boolean values = false;
		boolean joined = false;
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			boolean literal = switch (token.kind()) {
				case STRING, QUOTED_IDENTIFIER -> {
					// What double quotes enclose depends on the database and its mode.
					boolean name = !token.text().contains("'") && !token.text().startsWith("$") && !armed.now()
							&& !(every && values);
					if (name) {
						armed.word(token.content().toLowerCase(Locale.ROOT), false);
					}
					yield !name || (names > 0 && isValue(tokens, i));
				}
				case WORD -> {
					String word = word(token);
					values |= VALUES_FOLLOW.contains(word);
					armed.word(word, i + 1 < tokens.size() && tokens.get(i + 1).text().equals("("));
					yield false;
				}
				default -> {
					values |= token.text().equals("=");
					armed.symbol(token.text());
					yield false;
				}
			};
			if (!literal) {
				joined &= joins(token);
			}
			else {
				boolean secret = armed.now() || every || joined
						|| (names > 0 && !(names == 1 && namesASecret(tokens, i)));
				this.literals.set(i);
				this.secrets.set(i, secret);
				if (secret) {
					armed.literal();
				}
				joined = secret;
			}
		}
	}

	/**
	 * Whether a token is a literal.
	 */
	boolean isLiteral(int index) {
		return this.literals.get(index);
	}

	/**
	 * Whether a token is a literal that is a secret.
	 */
	boolean isSecret(int index) {
		return this.secrets.get(index);
	}

	/**
	 * The word that follows a literal at once: what was to be in the literal goes on with
	 * it.
	 * @return its index; negative if there is none
	 */
	static int brokenAt(List<Token> tokens) {
		for (int i = 1; i < tokens.size(); i++) {
			Token literal = tokens.get(i - 1);
			if (tokens.get(i).kind() == Token.Kind.WORD && literal.kind() == Token.Kind.STRING
					&& literal.text().endsWith("'")) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Whether anything among them, in a literal or not, is a name or word of secrets.
	 */
	static boolean mentionSecrets(List<Token> tokens) {
		for (Token token : tokens) {
			String content = token.content().toLowerCase(Locale.ROOT);
			if (SENSITIVE.matcher(content).find() || WORDS.contains(content) || content.equals("identified")) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether the literals before and behind it may be one: white space, a comment, or an
	 * operator that appends.
	 */
	private static boolean joins(Token token) {
		String text = token.text();
		return text.isBlank() || text.equals("|") || text.equals("||") || text.equals("+") || text.startsWith("--")
				|| text.startsWith("/*") || text.startsWith("#");
	}

	/**
	 * How many literals may name a secret. Where there are several, one of them may be
	 * the secret.
	 */
	private static int names(List<Token> tokens) {
		int names = 0;
		for (int i = 0; i < tokens.size(); i++) {
			names += namesASecret(tokens, i) ? 1 : 0;
		}
		return names;
	}

	private static boolean namesASecret(List<Token> tokens, int index) {
		Token token = tokens.get(index);
		if (token.text().length() > LONGEST_NAMING || !isValue(tokens, index)) {
			return false;
		}
		String content = token.content();
		return NAME.matcher(content).matches() || BEGINNING.matcher(content).find();
	}

	/**
	 * Whether a token is a string for certain. What double quotes enclose may be a name,
	 * except in lists and comparisons.
	 */
	private static boolean isValue(List<Token> tokens, int index) {
		if (tokens.get(index).kind() != Token.Kind.STRING || !tokens.get(index).text().startsWith("\"")) {
			return tokens.get(index).kind() == Token.Kind.STRING;
		}
		int before = index - 1;
		while (before >= 0 && tokens.get(before).text().isBlank()) {
			before--;
		}
		return before >= 0 && "(,=".contains(tokens.get(before).text());
	}

	private static boolean hidesEveryLiteral(List<Token> tokens) {
		List<String> words = tokens.stream().map(SecretLiterals::word).filter((word) -> !word.isEmpty()).toList();
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

	/**
	 * The word or name in lower case; empty for anything else.
	 */
	private static String word(Token token) {
		return switch (token.kind()) {
			case WORD, QUOTED_IDENTIFIER -> token.content().toLowerCase(Locale.ROOT);
			default -> "";
		};
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

		void symbol(String text) {
			if (this.armed) {
				switch (text) {
					case "(" -> this.depth++;
					case ")" -> this.armed = --this.depth >= 0;
					case ",", ";" -> this.armed = this.depth > 0;
					default -> {
					}
				}
			}
		}

	}

}
