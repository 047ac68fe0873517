package dev.migrations.execution;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.StatementTokenizer;
import dev.migrations.script.StatementTokenizer.Token;

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
 * What is a literal, and where it ends, is the database's to say.
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

	/** Words behind which an insert, a pragma or an attachment has values. */
	private static final Set<String> VALUES_FOLLOW = Set.of("values", "select", "set", "key");

	private static final Pattern PAIR = Pattern
		.compile("(?i)([\"']?[\\w.-]*(?:" + NAMES + ")[\\w-]*[\"']?\\s*[=:]\\s*)(\"[^\"]*\"|[^\\s,;&}\"']+)");

	private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

	private static final Pattern USER_INFO = Pattern.compile("(://[^/@\\s:]*:)([^@/\\s]+)(?=@)");

	private final StatementTokenizer tokenizer;

	private final String masked;

	private final Set<String> hidden = new LinkedHashSet<>();

	private Secrets(StatementTokenizer tokenizer, String text) {
		this.tokenizer = tokenizer;
		List<Token> tokens = tokenizer.tokens(text);
		boolean every = hidesEveryLiteral(tokens);
		StringBuilder out = new StringBuilder();
		Armed armed = new Armed();
		boolean values = false;
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
					yield !name;
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
			if (literal && (armed.now() || every)) {
				conceal(token.content());
				inside(token);
				out.append(token.opening()).append(MASK).append(token.closing());
				armed.literal();
			}
			else {
				out.append(literal ? inside(token) : token.text());
			}
		}
		this.masked = out.toString();
	}

	/**
	 * Finds what must not be shown of a statement.
	 * @param vendor the database
	 * @param text the statement
	 */
	static Secrets in(Vendor vendor, String text) {
		return new Secrets(new StatementTokenizer(vendor), text);
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
			add(ESCAPED.matcher(content).replaceAll("$1"));
		}
	}

	private String inside(Token literal) {
		String content = replace(PAIR, replace(USER_INFO, literal.content()));
		boolean dollars = literal.closing().startsWith("$");
		if (dollars || content.contains("''")) {
			// Statements in a body or behind EXECUTE.
			Secrets nested = new Secrets(this.tokenizer, dollars ? content : content.replace("''", "'"));
			nested.hidden.forEach(this::add);
			if (!nested.hidden.isEmpty()) {
				content = dollars ? nested.masked : nested.masked.replace("'", "''");
			}
		}
		return literal.opening() + content + literal.closing();
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
		List<String> words = tokens.stream().map(Secrets::word).filter((word) -> !word.isEmpty()).toList();
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
