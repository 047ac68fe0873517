package dev.migrations.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.session.WorkingConnection;
import org.jspecify.annotations.Nullable;

/**
 * Which statements change data that the server cannot roll back, so that they must not
 * share a transaction with their record. Asked of the catalog at the first statement of a
 * run that changes data, and again only after something that may have changed the answer,
 * for the catalog opens every table to give it.
 */
final class WithoutRollback {

	/** What a statement writes to is named at its beginning. */
	private static final int EXAMINED_CHARACTERS = 300;

	private static final String DEFAULT_ENGINE = """
			SHOW SESSION VARIABLES WHERE variable_name IN ('default_storage_engine', 'enforce_storage_engine')""";

	private final WorkingConnection connection;

	private final boolean possible;

	private final Map<String, Set<String>> names = new HashMap<>();

	/** Those that there are, without regard to case; read when a name may be one. */
	private @Nullable Set<String> schemas;

	/**
	 * How long their names are, one bit each: few of what looks like one have such a
	 * length.
	 */
	private long schemaLengths;

	private @Nullable String current;

	private @Nullable Boolean rollsBackByDefault;

	WithoutRollback(WorkingConnection connection) {
		this.connection = connection;
		Vendor vendor = connection.dialect().vendor();
		this.possible = vendor == Vendor.MARIADB || vendor == Vendor.MYSQL;
	}

	/**
	 * Whether a statement changes such data.
	 */
	boolean concerns(Statement statement) throws SQLException {
		if (!this.possible || !mayWrite(statement)) {
			return false;
		}
		if (this.current == null) {
			this.current = this.connection.dialect().catalog().currentSchema(this.connection.jdbc());
		}
		if (this.current != null && mentions(this.current, statement)) {
			return true;
		}
		String text = statement.text();
		int end = Math.min(text.length(), EXAMINED_CHARACTERS);
		for (int dot = text.indexOf('.'); dot >= 0 && dot < end; dot = text.indexOf('.', dot + 1)) {
			int nameEnd = endOfNameBefore(text, dot);
			int nameStart = startOfName(text, nameEnd);
			if (isSchema(text, nameStart, nameEnd) && mentions(text.substring(nameStart, nameEnd), statement)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What a query writes it writes by a function that it calls.
	 */
	private static boolean mayWrite(Statement statement) {
		return statement.kind() == StatementKind.DML
				|| (statement.kind() == StatementKind.QUERY && statement.text().indexOf('(') >= 0);
	}

	/**
	 * Where what may be a qualifier ends, also in a string.
	 */
	private static int endOfNameBefore(String text, int dot) {
		int end = dot;
		while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
			end--;
		}
		return (end > 0 && isQuote(text.charAt(end - 1))) ? end - 1 : end;
	}

	private static boolean isQuote(char c) {
		return c == '`' || c == '"';
	}

	/**
	 * Where it begins; within quotes any character may be in it.
	 */
	private static int startOfName(String text, int end) {
		if (isQuote(text.charAt(end))) {
			return text.lastIndexOf(text.charAt(end), end - 1) + 1;
		}
		int start = end;
		while (start > 0 && isNamePart(text.charAt(start - 1))) {
			start--;
		}
		return start;
	}

	private static boolean isNamePart(char c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '$';
	}

	private boolean isSchema(String text, int start, int end) throws SQLException {
		if (start == end || Character.isDigit(text.charAt(start))) {
			return false;
		}
		Set<String> known = this.schemas;
		if (known == null) {
			known = this.connection.dialect().catalog().schemas(this.connection.jdbc());
			this.schemas = known;
			this.schemaLengths = 0;
			for (String schema : known) {
				this.schemaLengths |= lengthBit(schema.length());
			}
		}
		return (this.schemaLengths & lengthBit(end - start)) != 0 && known.contains(text.substring(start, end));
	}

	private static long lengthBit(int length) {
		return 1L << Math.min(length, Long.SIZE - 1);
	}

	private boolean mentions(String schema, Statement statement) throws SQLException {
		Set<String> known = this.names.get(schema);
		if (known == null) {
			known = this.connection.dialect().catalog().withoutRollback(this.connection.jdbc(), schema);
			this.names.put(schema, known);
		}
		if (known.isEmpty()) {
			return false;
		}
		return (statement.kind() == StatementKind.DML) ? NameMention.any(known, statement.text())
				: NameMention.anyCall(known, statement.text());
	}

	/**
	 * Whether what is known stays true after a statement: it brings no table that does
	 * not roll back, and nothing that writes to one.
	 */
	boolean isKnownAfter(Statement statement) throws SQLException {
		String verb = StatementVerb.of(statement);
		if (!this.possible || statement.kind() == StatementKind.DML || statement.kind() == StatementKind.QUERY
				|| verb.equals("DROP")) {
			return true;
		}
		for (Set<String> known : this.names.values()) {
			if (!known.isEmpty()) {
				return false;
			}
		}
		if (statement.kind() != StatementKind.DDL) {
			return false;
		}
		boolean here = true;
		for (ObjectName object : statement.objects()) {
			here &= object.schema() == null;
		}
		String text = statement.text();
		return switch (verb) {
			case "CREATE" -> !isTable(statement) || (rollsBackByDefault() && here && !brings(text));
			case "ALTER" -> !isTable(statement) || (here && !brings(text));
			case "RENAME" -> here;
			case "TRUNCATE" -> true;
			default -> false;
		};
	}

	private static boolean isTable(Statement statement) {
		return statement.objects().isEmpty() || statement.objects().get(0).type().equals("TABLE");
	}

	private static boolean brings(String text) {
		return Engines.BRINGS.matcher(Engines.INNODB.matcher(text).replaceAll("")).find();
	}

	private boolean rollsBackByDefault() throws SQLException {
		Boolean known = this.rollsBackByDefault;
		if (known == null) {
			known = true;
			try (java.sql.Statement statement = this.connection.jdbc().createStatement();
					ResultSet rows = statement.executeQuery(DEFAULT_ENGINE)) {
				while (rows.next()) {
					String engine = rows.getString(2);
					known &= engine == null || engine.isEmpty() || engine.equalsIgnoreCase("InnoDB");
				}
			}
			this.rollsBackByDefault = known;
		}
		return known;
	}

	/**
	 * A statement was sent that may have changed the schema, or which one is the current
	 * one.
	 */
	void sent(Statement statement) throws SQLException {
		if (!this.possible || statement.kind() == StatementKind.DML || statement.kind() == StatementKind.QUERY) {
			return;
		}
		this.schemas = null;
		if (!isKnownAfter(statement)) {
			forget();
		}
	}

	/**
	 * Something was done of which nobody knows what it has changed.
	 */
	void forget() {
		this.names.clear();
		this.schemas = null;
		this.current = null;
		this.rollsBackByDefault = null;
	}

	/**
	 * Set up only where there are storage engines.
	 */
	private static final class Engines {

		static final Pattern INNODB = Pattern.compile("\\bENGINE\\s*=?\\s*InnoDB\\b", Pattern.CASE_INSENSITIVE);

		/** What may give a table another one than the default. */
		static final Pattern BRINGS = Pattern.compile("\\b(ENGINE|LIKE|CONVERT\\s+TABLE)\\b", Pattern.CASE_INSENSITIVE);

	}

}
