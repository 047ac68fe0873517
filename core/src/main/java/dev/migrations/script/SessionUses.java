package dev.migrations.script;

import java.util.HashSet;
import java.util.Set;

import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.script.SessionUse.Again;
import dev.migrations.script.SessionUse.Role;

/**
 * Tells from the tokens of statements what they have to do with the state of their
 * session.
 */
public final class SessionUses {

	private static final String SETTING_FUNCTION = "set_config";

	private static final SessionUse NOTHING = plain(Role.NONE, "");

	private static final SessionUse WORK = new SessionUse(Role.NONE, true, "", Set.of(), Set.of(), Set.of(),
			Again.NEVER);

	/** What sets something in the code of PostgreSQL. */
	private static final Set<String> COMMANDS = Set.of("SET", SETTING_FUNCTION);

	/** Behind them a command begins in that code. */
	private static final Set<String> COMMAND_FOLLOWS = Set.of(";", "BEGIN", "THEN", "ELSE", "LOOP");

	private static final Set<String> EXECUTING = Set.of("CALL", "EXECUTE", "BEGIN", "DO", "IF", "LOOP", "FOR", "WHILE",
			"REPEAT", "CASE");

	private final Vendor vendor;

	private final boolean variables;

	private final StatementTokenizer tokenizer;

	/**
	 * Creates a reader.
	 * @param vendor the database
	 */
	public SessionUses(Vendor vendor) {
		this.vendor = vendor;
		this.variables = vendor == Vendor.MARIADB || vendor == Vendor.MYSQL || vendor == Vendor.H2;
		this.tokenizer = new StatementTokenizer(vendor);
	}

	/**
	 * The variables that a text mentions anywhere, its strings included.
	 * @param text the text
	 * @return their names, with {@code @} and in lower case
	 */
	public static Set<String> variablesIn(String text) {
		Set<String> names = new HashSet<>();
		SessionValues.mentioned(text, names);
		return names;
	}

	private static SessionUse plain(Role role, String key) {
		return new SessionUse(role, false, key, Set.of(), Set.of(), Set.of(), Again.SAME);
	}

	/**
	 * Reads a statement.
	 * @param statement the statement, as it is sent
	 * @return what it has to do with the session
	 */
	public SessionUse of(Statement statement) {
		String text = statement.text();
		return switch (statement.kind()) {
			case TRANSACTION_CONTROL -> NOTHING;
			case SESSION -> session(new SessionWords(this.tokenizer, text), text);
			case QUERY -> query(text);
			case DDL -> ddl(statement);
			case DML -> begins(text, "LOAD") ? loaded(text) : change(text);
			case COPY -> WORK;
			case OTHER -> !this.variables ? block(text) : begins(text, "DO ") ? query(text) : executed(text);
		};
	}

	private static boolean begins(String text, String word) {
		return text.regionMatches(true, 0, word, 0, word.length());
	}

	private SessionUse session(SessionWords words, String text) {
		boolean postgres = this.vendor == Vendor.POSTGRESQL;
		return switch (words.word(0)) {
			case "SET" -> set(words, text);
			case "RESET" -> words.is(1, "SESSION") ? plain(Role.SETS, SessionUse.USER)
					: words.is(1, "ROLE") ? plain(Role.SETS, SessionUse.ROLE) : setting(words, 1);
			case "USE" -> plain(Role.SETS, SessionUse.SCHEMA);
			case "PREPARE" -> prepared(words);
			case "DEALLOCATE" -> plain(Role.ENDS, ended(words, SessionUse.PREPARED));
			case "DECLARE" -> holds(words) ? cursor(words.name(1)) : NOTHING;
			case "CLOSE" -> plain(Role.ENDS, ended(words, SessionUse.CURSOR));
			case "ATTACH" -> plain(Role.SETS, SessionUse.ATTACHED + words.name(words.size() - 1));
			case "DETACH" -> plain(Role.ENDS, SessionUse.ATTACHED + words.name(words.size() - 1));
			case "DISCARD" -> words.is(1, "ALL") ? plain(Role.DISCARDS, "") : NOTHING;
			case "LOCK", "MOVE" -> postgres ? NOTHING : plain(Role.SETS, "");
			default -> plain(Role.SETS, "");
		};
	}

	private SessionUse set(SessionWords words, String text) {
		int at = (words.is(1, "SESSION") || words.is(1, "LOCAL")) ? 2 : 1;
		String first = words.word(at);
		if (words.is(1, "SESSION") && first.equals("AUTHORIZATION")) {
			return plain(Role.SETS, SessionUse.USER);
		}
		if (this.vendor == Vendor.POSTGRESQL) {
			boolean ofTransaction = words.is(1, "LOCAL") || words.is(1, "TRANSACTION") || words.is(1, "CONSTRAINTS");
			return ofTransaction ? NOTHING
					: first.equals("ROLE") ? plain(Role.SETS, SessionUse.ROLE) : setting(words, at);
		}
		String key = switch (first) {
			case "ROLE" -> SessionUse.ROLE;
			case "SCHEMA" -> SessionUse.SCHEMA;
			case "SCHEMA_SEARCH_PATH" -> "schemas";
			default -> "";
		};
		SessionValues values = values(words, 1, true);
		return new SessionUse(Role.SETS, values.callsUnknown, key, values.sets, values.reads, quoted(text),
				values.again);
	}

	/**
	 * A setting of PostgreSQL, whose value is a constant.
	 */
	private static SessionUse setting(SessionWords words, int first) {
		StringBuilder name = new StringBuilder(words.name(first));
		for (int at = first + 1; words.is(at, "."); at += 2) {
			name.append('.').append(words.name(at + 1));
		}
		return new SessionUse(Role.SETS, false, "", Set.of(name.toString()), Set.of(), Set.of(), Again.SAME);
	}

	private SessionUse prepared(SessionWords words) {
		SessionValues values = values(words, 3, false);
		Set<String> reads = new HashSet<>(values.reads);
		if (this.variables) {
			// Names are read when it is prepared.
			reads.add(SessionUse.SCHEMA);
		}
		return new SessionUse(Role.SETS, false, SessionUse.PREPARED + words.name(1), Set.of(words.name(1)), reads,
				Set.of(), this.variables ? values.again : Again.SAME);
	}

	private static String ended(SessionWords words, String key) {
		String name = words.name(words.size() - 1);
		return name.equals("all") ? key : key + name;
	}

	private static boolean holds(SessionWords words) {
		for (int at = 2; at < words.size(); at++) {
			if (words.is(at, "WITH") && words.is(at + 1, "HOLD")) {
				return true;
			}
		}
		return false;
	}

	private static SessionUse cursor(String name) {
		return new SessionUse(Role.SETS, false, SessionUse.CURSOR + name, Set.of(name), Set.of(), Set.of(),
				Again.NEVER);
	}

	private SessionUse query(String text) {
		if (text.indexOf('(') < 0 && !mayAssign(text)) {
			return NOTHING;
		}
		SessionWords words = new SessionWords(this.tokenizer, text);
		SessionValues values = values(words, 1, false);
		if (this.vendor == Vendor.POSTGRESQL) {
			addSettings(words, values.sets);
		}
		if (!words.is(0, "SELECT") && !words.is(0, "DO")) {
			values.again = values.again.and(Again.ANEW);
		}
		boolean sets = values.locks || !values.sets.isEmpty();
		return new SessionUse(sets ? Role.SETS : Role.NONE, values.callsUnknown, "", values.sets, values.reads,
				quoted(text), values.again);
	}

	/**
	 * {@code DROP PREPARE} is as good as {@code DEALLOCATE}; what makes a table of a
	 * query executes it, and the body of a routine is not executed.
	 */
	private SessionUse ddl(Statement statement) {
		if (begins(statement.text(), "DROP")) {
			SessionWords words = new SessionWords(this.tokenizer, statement.text());
			return words.is(1, "PREPARE") ? plain(Role.ENDS, ended(words, SessionUse.PREPARED)) : WORK;
		}
		boolean table = statement.objects().isEmpty() || statement.objects().get(0).type().equals("TABLE");
		return table ? change(statement.text()) : WORK;
	}

	/**
	 * What changes data or the schema may set variables and settings by the way.
	 */
	private SessionUse change(String text) {
		if (!mayAssign(text)) {
			return WORK;
		}
		SessionWords words = new SessionWords(this.tokenizer, text);
		SessionValues values = values(words, 1, false);
		if (this.vendor == Vendor.POSTGRESQL) {
			addSettings(words, values.sets);
		}
		return new SessionUse(Role.NONE, true, "", values.sets, values.reads, Set.of(), Again.NEVER);
	}

	/**
	 * What PostgreSQL executes may hold commands that set something, too.
	 */
	private SessionUse block(String text) {
		if (this.vendor != Vendor.POSTGRESQL || !NameMention.any(COMMANDS, text)) {
			return WORK;
		}
		SessionWords words = new SessionWords(this.tokenizer, text);
		SessionValues values = values(words, 1, false);
		addSettings(words, values.sets);
		addCommands(words, values.sets);
		return new SessionUse(Role.NONE, true, "", values.sets, values.reads, Set.of(), Again.NEVER);
	}

	private SessionUse loaded(String text) {
		return this.variables ? new SessionUse(Role.NONE, true, "", variablesIn(text), Set.of(), Set.of(), Again.NEVER)
				: WORK;
	}

	/**
	 * What executes something else may set what it mentions, or something that only the
	 * other mentions.
	 */
	private SessionUse executed(String text) {
		Set<String> sets = variablesIn(text);
		SessionWords words = new SessionWords(this.tokenizer, text);
		if (EXECUTING.contains(words.word(0)) || words.is(1, ":")) {
			sets.add(SessionUse.ANY);
		}
		return new SessionUse(Role.NONE, true, "", sets, Set.of(), Set.of(), Again.NEVER);
	}

	private boolean mayAssign(String text) {
		return this.variables ? text.indexOf('@') >= 0
				: this.vendor == Vendor.POSTGRESQL && text.indexOf('_') >= 0 && mentionsSettingFunction(text);
	}

	/**
	 * Adds what commands set that are in a string, as the code of a block is.
	 */
	private void addCommands(SessionWords words, Set<String> sets) {
		for (int at = 0; at < words.size(); at++) {
			if (words.isString(at) && NameMention.any(COMMANDS, words.string(at))) {
				SessionWords code = new SessionWords(this.tokenizer, words.string(at));
				for (int begin = 0; begin < code.size(); begin++) {
					if (code.is(begin, "SET") && (begin == 0 || COMMAND_FOLLOWS.contains(code.symbol(begin - 1)))) {
						sets.addAll(command(code, begin + 1));
					}
				}
				addCommands(code, sets);
			}
		}
	}

	private static Set<String> command(SessionWords words, int behind) {
		return switch (words.word(behind)) {
			case "LOCAL", "TRANSACTION", "CONSTRAINTS" -> Set.of();
			case "SESSION" -> setting(words, behind + 1).sets();
			default -> setting(words, behind).sets();
		};
	}

	private static boolean mentionsSettingFunction(String text) {
		return NameMention.isIn(SETTING_FUNCTION, text);
	}

	private SessionValues values(SessionWords words, int from, boolean assigns) {
		SessionValues values = new SessionValues(words, this.variables);
		values.read(from, assigns);
		return values;
	}

	private Set<String> quoted(String text) {
		Set<String> names = new HashSet<>();
		if (this.variables && text.indexOf('\'') >= 0) {
			SessionValues.mentioned(text, names);
		}
		return names;
	}

	/**
	 * Adds the settings that {@code set_config} sets for longer than a transaction, also
	 * in the code of a block.
	 */
	private void addSettings(SessionWords words, Set<String> sets) {
		for (int at = 0; at < words.size(); at++) {
			if (words.is(at, SETTING_FUNCTION) && words.is(at + 1, "(")) {
				int end = words.skipGroup(at + 1) - 1;
				if (!words.is(end - 1, "TRUE")) {
					boolean literal = words.isString(at + 2) && words.is(at + 3, ",");
					sets.add(literal ? words.name(at + 2) : SessionUse.ANY);
				}
			}
			else if (words.isString(at) && mentionsSettingFunction(words.string(at))) {
				addSettings(new SessionWords(this.tokenizer, words.string(at)), sets);
			}
		}
	}

}
