package dev.migrations.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.script.StatementTokenizer;
import dev.migrations.script.StatementTokenizer.Token;
import org.jspecify.annotations.Nullable;

/**
 * Temporary tables that a script had in the session of an earlier run, and that another
 * session does not have.
 * <ol>
 * <li>One that was dropped since, or ended with its transaction, is none.</li>
 * <li>A statement that names one uses it, in a string as well, which may be executed. A
 * name behind that of a schema, or of a table, is something else, where temporary tables
 * have a schema of their own.</li>
 * <li>Where the name of one cannot be read, every statement may use it.</li>
 * </ol>
 */
final class LostTables {

	private static final Pattern ENDS_WITH_TRANSACTION = Pattern.compile("\\bON\\s+COMMIT\\s+DROP\\b",
			Pattern.CASE_INSENSITIVE);

	private static final String OF_POSTGRES = "pg_temp";

	private final boolean postgres;

	/** Whether they have a schema of their own. */
	private final boolean apart;

	private final StatementTokenizer tokenizer;

	/** The statements that made them. */
	private final List<Statement> tables = new ArrayList<>();

	LostTables(Vendor vendor) {
		this.postgres = vendor == Vendor.POSTGRESQL;
		this.apart = this.postgres || vendor == Vendor.SQLITE;
		this.tokenizer = new StatementTokenizer(vendor);
	}

	/**
	 * A statement of the part that is in force has made one.
	 */
	void add(Statement statement) {
		if (!ENDS_WITH_TRANSACTION.matcher(statement.text()).find()) {
			this.tables.add(statement);
		}
	}

	/**
	 * A statement of the part that is in force has changed the schema.
	 */
	void changed(Statement statement) {
		if (StatementVerb.of(statement).equals("DROP")) {
			for (ObjectName dropped : statement.objects()) {
				this.tables.removeIf((table) -> isMadeBy(table, dropped));
			}
		}
	}

	private boolean isMadeBy(Statement table, ObjectName object) {
		if (table.objects().isEmpty() || !table.objects().get(0).name().equalsIgnoreCase(object.name())) {
			return false;
		}
		return this.apart ? object.schema() == null || isOwnSchema(object.schema())
				: Objects.equals(object.schema(), table.objects().get(0).schema());
	}

	/**
	 * A statement makes one again.
	 */
	void madeAgain(Statement statement) {
		for (ObjectName made : statement.objects()) {
			this.tables.removeIf((table) -> isMadeBy(table, made));
		}
	}

	void clear() {
		this.tables.clear();
	}

	boolean isEmpty() {
		return this.tables.isEmpty();
	}

	/**
	 * The statement that made the one that another statement uses.
	 * @return the statement; null if it uses none
	 */
	@Nullable Statement usedBy(Statement statement) {
		if (this.tables.isEmpty()) {
			return null;
		}
		String code = withoutComments(statement.text());
		for (Statement table : this.tables) {
			if (table.objects().isEmpty()) {
				return table;
			}
			for (ObjectName object : table.objects()) {
				if (uses(object.name(), code)) {
					return table;
				}
			}
		}
		return null;
	}

	private String withoutComments(String text) {
		StringBuilder code = new StringBuilder(text.length());
		for (Token token : this.tokenizer.tokens(text)) {
			code.append(isComment(token) ? " " : token.text());
		}
		return code.toString();
	}

	private static boolean isComment(Token token) {
		String text = token.text();
		boolean executed = text.startsWith("/*!") || text.startsWith("/*M!") || text.startsWith("/*+");
		return token.kind() == Token.Kind.OTHER && !executed && (text.startsWith("--") || text.startsWith("/*"));
	}

	private boolean uses(String name, String code) {
		for (int i = 0; i <= code.length() - name.length(); i++) {
			if (NameMention.isAt(i, name, code) && !isElsewhere(code, i)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether a name is qualified, and not by the schema that temporary tables have.
	 */
	private boolean isElsewhere(String code, int index) {
		int dot = beforeBlank(code, index);
		if (!this.apart || dot < 0 || code.charAt(dot) != '.') {
			return false;
		}
		int end = beforeBlank(code, dot) + 1;
		int begin = end;
		while (begin > 0 && Character.isJavaIdentifierPart(code.charAt(begin - 1))) {
			begin--;
		}
		return !isOwnSchema(code.substring(begin, end));
	}

	/**
	 * The index of what stands before an index, apart from white space and a quote.
	 */
	private static int beforeBlank(String code, int index) {
		int at = index - 1;
		while (at >= 0 && (Character.isWhitespace(code.charAt(at)) || code.charAt(at) == '"')) {
			at--;
		}
		return at;
	}

	private boolean isOwnSchema(String schema) {
		return this.postgres ? schema.regionMatches(true, 0, OF_POSTGRES, 0, OF_POSTGRES.length())
				: schema.equalsIgnoreCase("temp");
	}

}
