package dev.migrations.execution;

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
 * share a transaction with their record. Asked of the catalog at the first statement that
 * changes data, and again after the schema was changed.
 */
final class WithoutRollback {

	/** What may be a qualifier; one that is no schema names no tables. */
	private static final Pattern QUALIFIER = Pattern.compile("([\\p{L}\\p{N}_$]+)`?\\s*\\.");

	/** What a statement writes to is named at its beginning. */
	private static final int EXAMINED_CHARACTERS = 300;

	private final WorkingConnection connection;

	private final boolean possible;

	private final Map<String, Set<String>> names = new HashMap<>();

	private @Nullable String current;

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
	 * A statement was sent that may have changed the schema, or which one is the current
	 * one.
	 */
	void sent(Statement statement) {
		if (this.possible && statement.kind() != StatementKind.DML && !StatementVerb.of(statement).equals("DROP")) {
			this.names.clear();
			this.current = null;
		}
	}

}
