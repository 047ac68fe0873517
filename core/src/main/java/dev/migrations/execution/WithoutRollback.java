package dev.migrations.execution;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Which statements change data that the server cannot roll back, so that they must not
 * share a transaction with their record. Asked of the catalog at the first statement of a
 * run that changes data, and again only after something that may have changed the answer,
 * for the catalog opens every table to give it.
 */
final class WithoutRollback {

	/** What may be a qualifier; one that is no schema names no tables. */
	private static final Pattern QUALIFIER = Pattern.compile("([\\p{L}\\p{N}_$]+)`?\\s*\\.");

	/** What a statement writes to is named at its beginning. */
	private static final int EXAMINED_CHARACTERS = 300;

	private static final Pattern INNODB = Pattern.compile("\\bENGINE\\s*=?\\s*InnoDB\\b", Pattern.CASE_INSENSITIVE);

	/** What may give a table another storage engine than the default one. */
	private static final Pattern BRINGS = Pattern.compile("\\b(ENGINE|LIKE|CONVERT\\s+TABLE)\\b",
			Pattern.CASE_INSENSITIVE);

	private static final String DEFAULT_ENGINE = """
			SHOW SESSION VARIABLES WHERE variable_name IN ('default_storage_engine', 'enforce_storage_engine')""";

	private final WorkingConnection connection;

	private final boolean possible;

	private final Map<String, Set<String>> names = new HashMap<>();

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
		if (!this.possible || statement.kind() != StatementKind.DML) {
			return false;
		}
		if (this.current == null) {
			this.current = this.connection.dialect().catalog().currentSchema(this.connection.jdbc());
		}
		if (this.current != null && mentions(this.current, statement)) {
			return true;
		}
		String text = statement.text();
		Matcher qualifier = QUALIFIER.matcher(text).region(0, Math.min(text.length(), EXAMINED_CHARACTERS));
		while (qualifier.find()) {
			if (!Character.isDigit(qualifier.group(1).charAt(0)) && mentions(qualifier.group(1), statement)) {
				return true;
			}
		}
		return false;
	}

	private boolean mentions(String schema, Statement statement) throws SQLException {
		Set<String> known = this.names.get(schema);
		if (known == null) {
			known = this.connection.dialect().catalog().withoutRollback(this.connection.jdbc(), schema);
			this.names.put(schema, known);
		}
		return NameMention.any(known, statement.text());
	}

	/**
	 * Whether what is known stays true after a statement: it brings no table that does
	 * not roll back, and nothing that writes to one.
	 */
	boolean isKnownAfter(Statement statement) throws SQLException {
		String verb = StatementVerb.of(statement);
		if (!this.possible || statement.kind() == StatementKind.DML || verb.equals("DROP")) {
			return true;
		}
		boolean none = this.names.values().stream().allMatch(Set::isEmpty);
		if (!none || statement.kind() != StatementKind.DDL) {
			return false;
		}
		boolean here = statement.objects().stream().allMatch((object) -> object.schema() == null);
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
		return BRINGS.matcher(INNODB.matcher(text).replaceAll("")).find();
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
		if (!isKnownAfter(statement)) {
			forget();
		}
	}

	/**
	 * Something was done of which nobody knows what it has changed.
	 */
	void forget() {
		this.names.clear();
		this.current = null;
		this.rollsBackByDefault = null;
	}

}
