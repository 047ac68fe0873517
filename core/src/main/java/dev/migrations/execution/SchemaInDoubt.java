package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementGuard;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Witness of databases where all DDL commits by itself: a fingerprint of the whole
 * schema. DDL that took effect has changed it; DDL that did not has left it alone.
 */
final class SchemaInDoubt implements InDoubt {

	/**
	 * Statements that may be sent any number of times.
	 */
	private static final Set<String> REPEATABLE = Set.of("ANALYZE", "OPTIMIZE", "CHECK", "REPAIR", "FLUSH");

	private final Dialect dialect;

	private final String ownPrefix;

	SchemaInDoubt(Dialect dialect, String ownPrefix) {
		this.dialect = dialect;
		this.ownPrefix = ownPrefix;
	}

	@Override
	public String before(Connection connection, Statement statement) throws SQLException {
		if (statement.kind() != StatementKind.DDL) {
			// Nothing that the catalog says would decide.
			return "";
		}
		Set<String> schemas = new TreeSet<>();
		String current = this.dialect.catalog().currentSchema(connection);
		if (current != null) {
			schemas.add(current);
		}
		for (ObjectName object : statement.objects()) {
			if (isSchema(object)) {
				schemas.add(this.dialect.sql().folded(object.name()));
			}
			else if (object.schema() != null) {
				schemas.add(object.schema());
			}
		}
		return fingerprint(connection, schemas);
	}

	private String fingerprint(Connection connection, Set<String> schemas) throws SQLException {
		StringBuilder fingerprint = new StringBuilder();
		for (String schema : schemas) {
			fingerprint.append(schema)
				.append('=')
				.append(this.dialect.catalog().fingerprint(connection, schema, this.ownPrefix))
				.append('\n');
		}
		return fingerprint.toString();
	}

	@Override
	public Outcome resolve(Connection connection, @Nullable Statement statement, @Nullable String before, String kind)
			throws SQLException {
		if (statement != null && REPEATABLE.contains(StatementVerb.of(statement))) {
			return Outcome.NOT_DONE;
		}
		if (statement != null && isDropOfSchema(statement)) {
			// It may have dropped a part of what is in the schema; sent again, it drops
			// the rest.
			String schema = this.dialect.sql().folded(statement.objects().get(0).name());
			return this.dialect.catalog().hasSchema(connection, schema) ? Outcome.NOT_DONE : Outcome.DONE;
		}
		if (statement != null && isDropOfSeveral(statement)) {
			return dropRest(connection, statement);
		}
		boolean opaque = (statement != null) ? !isAllOrNothing(statement) || isInvisible(statement)
				: !kind.equals(StatementKind.DDL.name());
		if (before == null || opaque) {
			return Outcome.UNKNOWN;
		}
		Set<String> schemas = new TreeSet<>();
		before.lines().forEach((line) -> schemas.add(line.substring(0, line.lastIndexOf('='))));
		return fingerprint(connection, schemas).equals(before) ? Outcome.NOT_DONE : Outcome.DONE;
	}

	private static boolean isSchema(ObjectName object) {
		return object.type().equals("DATABASE") || object.type().equals("SCHEMA");
	}

	/**
	 * Whether a statement changes nothing that the fingerprint holds: users of MariaDB
	 * and MySQL, and exchanges of equals.
	 */
	private boolean isInvisible(Statement statement) {
		boolean outside = this.dialect.vendor() != Vendor.H2 && statement.objects()
			.stream()
			.anyMatch((object) -> object.type().equals("USER") || object.type().equals("ROLE"));
		boolean exchange = statement.text().toUpperCase(Locale.ROOT).contains("EXCHANGE PARTITION");
		boolean severalRenames = StatementVerb.of(statement).equals("RENAME") && statement.objects().size() > 2;
		return outside || exchange || severalRenames;
	}

	/**
	 * Drops what is left of several objects, of which a crash may have spared some.
	 */
	private Outcome dropRest(Connection connection, Statement statement) throws SQLException {
		int gone = 0;
		for (ObjectName object : statement.objects()) {
			gone += exists(connection, object) ? 0 : 1;
		}
		if (gone == 0) {
			return Outcome.NOT_DONE;
		}
		for (ObjectName object : statement.objects()) {
			String schema = (object.schema() != null) ? this.dialect.sql().quoted(object.schema()) + "." : "";
			try (java.sql.Statement drop = connection.createStatement()) {
				drop.execute("DROP " + object.type() + " IF EXISTS " + schema
						+ this.dialect.sql().quoted(this.dialect.sql().folded(object.name())));
			}
		}
		return Outcome.DONE;
	}

	private boolean exists(Connection connection, ObjectName object) throws SQLException {
		StatementGuard.Type type = object.type().equals("VIEW") ? StatementGuard.Type.VIEW : StatementGuard.Type.TABLE;
		return this.dialect.catalog()
			.exists(connection, new StatementGuard(true, type, object.schema(), null, object.name(), 0));
	}

	private static boolean isDropOfSchema(Statement statement) {
		return StatementVerb.of(statement).equals("DROP") && statement.objects().size() == 1
				&& isSchema(statement.objects().get(0));
	}

	private static boolean isDropOfSeveral(Statement statement) {
		return StatementVerb.of(statement).equals("DROP") && statement.objects().size() > 1
				&& statement.objects()
					.stream()
					.allMatch((object) -> object.type().equals("TABLE") || object.type().equals("VIEW"));
	}

	@Override
	public boolean isAllOrNothing(Statement statement) {
		if (REPEATABLE.contains(StatementVerb.of(statement))) {
			return true;
		}
		return statement.kind() == StatementKind.DDL && !isDropOfSeveral(statement) && !isDropOfSchema(statement)
				&& !replacesTable(statement);
	}

	/**
	 * {@code CREATE OR REPLACE TABLE} drops and creates, which are two steps.
	 */
	private static boolean replacesTable(Statement statement) {
		return statement.text().regionMatches(true, 0, "CREATE OR REPLACE", 0, 17)
				&& statement.objects().stream().anyMatch((object) -> object.type().equals("TABLE"));
	}

}
