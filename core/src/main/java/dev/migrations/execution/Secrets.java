package dev.migrations.execution;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
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
 * and every literal behind {@code IDENTIFIED}; and literals that are joined to one of
 * these.</li>
 * <li>Every literal of a statement that inserts into a column with such a name, sets the
 * password of somebody, or opens a linked table.</li>
 * <li>Every other literal where one is such a name, as the key of a setting is, or ends
 * with it, as the beginning of a statement that is put together does; and that one, too,
 * where there are several, because a secret may look like the name of one.</li>
 * <li>Inside other literals the values of such names, as in connection strings and JSON,
 * and what stands between user and host in a URL; and the secrets of a statement that is
 * itself a literal.</li>
 * <li>Everything behind a quote that closes a literal too early, because it was not
 * doubled, wherever such a name or word is.</li>
 * </ol>
 * What is a literal, and where it ends, is the database's to say. Where that depends on
 * what the session is set to, whatever is a secret in one way or the other is hidden.
 */
final class Secrets {

	private static final String MASK = "***";

	/** Shorter ones would make the words of the database unreadable. */
	private static final int SHORTEST_HIDDEN = 3;

	private static final int SHORTEST_PREFIX = 4;

	/** Looks at each character of a literal, which may be long, a few times only. */
	private static final Pattern PAIR = Pattern
		.compile("(?i)(?:" + SecretLiterals.NAMES + ")[\\w-]{0,100}+[\"']?\\s*[=:]\\s*(\"[^\"]*\"|[^\\s,;&}\"']+)");

	private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

	private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s:]*:([^@/\\s]+)(?=@)");

	private final StatementTokenizer tokenizer;

	private final String text;

	/** Which characters of the text they are. */
	private final BitSet concealed = new BitSet();

	private final Set<String> hidden = new LinkedHashSet<>();

	private Secrets(StatementTokenizer tokenizer, String text) {
		this.tokenizer = tokenizer;
		this.text = text;
		List<List<Token>> readings = tokenizer.readings(text);
		// If one reading makes sense, it is not the others that the database has.
		boolean broken = readings.stream().allMatch((tokens) -> SecretLiterals.brokenAt(tokens) >= 0);
		for (List<Token> tokens : readings) {
			read(tokens, broken ? SecretLiterals.brokenAt(tokens) : Integer.MAX_VALUE);
		}
	}

	private void read(List<Token> tokens, int broken) {
		SecretLiterals literals = new SecretLiterals(tokens);
		boolean hidesRest = broken < tokens.size() && SecretLiterals.mentionSecrets(tokens);
		int at = 0;
		for (int i = 0; i < tokens.size(); i++) {
			Token token = tokens.get(i);
			if (hidesRest && i == broken) {
				this.concealed.set(at, this.text.length());
				conceal(this.text.substring(at));
			}
			if (literals.isSecret(i)) {
				conceal(token, at);
			}
			if (literals.isLiteral(i)) {
				inside(token, at);
			}
			at += token.text().length();
		}
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
		StringBuilder out = new StringBuilder();
		int at = 0;
		for (int from = this.concealed.nextSetBit(0); from >= 0; from = this.concealed.nextSetBit(at)) {
			out.append(this.text, at, from).append(MASK);
			at = this.concealed.nextClearBit(from);
		}
		return out.append(this.text, at, this.text.length()).toString();
	}

	/**
	 * Takes them out of what the database says, which may repeat the statement or a part
	 * of it.
	 * @param words what the database says
	 */
	String hide(String words) {
		// A short one may be a part of a long one, of which the rest would be shown.
		List<String> longestFirst = new ArrayList<>(this.hidden);
		longestFirst.sort(Comparator.comparingInt(String::length).reversed());
		String result = words;
		for (String secret : longestFirst) {
			result = result.replace(secret, MASK);
			int length = lengthOfBeginning(secret, result);
			if (length >= SHORTEST_PREFIX) {
				result = result.replace(secret.substring(0, length), MASK);
			}
		}
		return result;
	}

	/**
	 * How much of a secret a text has at most, of which it has cut off the end; 0 if that
	 * is hardly anything.
	 */
	private static int lengthOfBeginning(String secret, String text) {
		if (secret.length() <= SHORTEST_PREFIX) {
			return 0;
		}
		int longest = 0;
		String beginning = secret.substring(0, SHORTEST_PREFIX);
		for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
			int length = SHORTEST_PREFIX;
			while (length < secret.length() && at + length < text.length()
					&& text.charAt(at + length) == secret.charAt(length)) {
				length++;
			}
			longest = Math.max(longest, length);
		}
		return longest;
	}

	/**
	 * What they are, in each way in which they may be written.
	 */
	Set<String> values() {
		return this.hidden;
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

	private void conceal(Token literal, int at) {
		int from = at + literal.opening().length();
		this.concealed.set(from, from + literal.content().length());
		conceal(literal.content());
	}

	private void conceal(String content) {
		if (content.length() >= SHORTEST_HIDDEN) {
			add(content);
			add(content.replace("''", "'"));
			add(ESCAPED.matcher(content).replaceAll("$1"));
		}
	}

	private void inside(Token literal, int at) {
		String content = literal.content();
		int from = at + literal.opening().length();
		concealValues(PAIR, content, from);
		concealValues(USER_INFO, content, from);
		boolean dollars = literal.closing().startsWith("$");
		if (dollars || content.contains("''") || content.contains("\\'")) {
			// Statements in a body or behind EXECUTE.
			int[] places = new int[content.length()];
			String statement = dollars ? content : withoutEscapes(content, places);
			Secrets nested = new Secrets(this.tokenizer, statement);
			nested.hidden.forEach(this::add);
			nested.concealed.stream().forEach((index) -> this.concealed.set(from + (dollars ? index : places[index])));
		}
	}

	/**
	 * The text whose quotes were doubled or escaped.
	 * @param places is told where each of its characters is in the literal
	 */
	private static String withoutEscapes(String content, int[] places) {
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < content.length(); i++) {
			boolean escapes = (content.charAt(i) == '\'' || content.charAt(i) == '\\')
					&& content.startsWith("'", i + 1);
			i += escapes ? 1 : 0;
			places[out.length()] = i;
			out.append(content.charAt(i));
		}
		return out.toString();
	}

	private void concealValues(Pattern pattern, String content, int from) {
		Matcher matcher = pattern.matcher(content);
		while (matcher.find()) {
			String value = matcher.group(1);
			conceal(value.startsWith("\"") ? value.substring(1, value.length() - 1) : value);
			this.concealed.set(from + matcher.start(1), from + matcher.end(1));
		}
	}

}
