package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.FingerprintScope;
import dev.migrations.dialect.NameMention;
import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementGuard;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Witness of databases where all DDL commits by itself: a fingerprint of what a statement
 * changes, as {@link WitnessScopes} has it. DDL that took effect has changed it; DDL that
 * did not has left it alone.
 */
final class SchemaInDoubt implements InDoubt {

	/**
	 * Statements that may be sent any number of times.
	 */
	private static final Set<String> REPEATABLE = Set.of("ANALYZE", "OPTIMIZE", "CHECK", "REPAIR", "FLUSH");

	/** What MariaDB and MySQL keep outside of schemas. */
	private static final Set<String> OUTSIDE = Set.of("USER", "ROLE", "SERVER", "TABLESPACE");

	/** What changes it, and is refused the second time. */
	private static final Set<String> CHANGES_OUTSIDE = Set.of("REVOKE", "INSTALL", "UNINSTALL");

	private static final Set<String> TABLES = Set.of("TABLE", "VIEW");

	private static final Set<String> FUNCTIONS = Set.of("FUNCTION");

	private final Dialect dialect;

	private final String ownPrefix;

	private @Nullable WitnessScopes scopes;

	SchemaInDoubt(Dialect dialect, String ownPrefix) {
		this.dialect = dialect;
		this.ownPrefix = ownPrefix;
	}

	@Override
	public ParameterizedSql before(Connection connection, Statement statement, @Nullable String schema)
			throws SQLException {
		if (statement.kind() != StatementKind.DDL) {
			// Nothing that the catalog says would decide.
			return ParameterizedSql.of("''");
		}
		ParameterizedSql lines = new ParameterizedSql();
		for (FingerprintScope scope : scopes(connection).of(statement, schema)) {
			if (scope.kind() == FingerprintScope.Kind.SCHEMA) {
				// It may change what this session is allowed to ask.
				this.scopes = null;
			}
			lines.sql(lines.isEmpty() ? "CONCAT(" : ", ")
				.value(scope + "=")
				.sql(", ")
				.append(this.dialect.catalog().fingerprintExpression(connection, scope, this.ownPrefix))
				.sql(", '\n'");
		}
		return lines.isEmpty() ? ParameterizedSql.of("''") : lines.sql(")");
	}

	private WitnessScopes scopes(Connection connection) throws SQLException {
		WitnessScopes known = this.scopes;
		if (known == null) {
			known = new WitnessScopes(this.dialect, this.dialect.catalog().findsByName(connection));
			this.scopes = known;
		}
		return known;
	}

	/**
	 * The fingerprint now, of what it was taken of before.
	 */
	private String again(Connection connection, String before) throws SQLException {
		StringBuilder fingerprint = new StringBuilder();
		for (String line : before.lines().toList()) {
			FingerprintScope scope = scope(line);
			fingerprint.append(scope)
				.append('=')
				.append(this.dialect.catalog().fingerprint(connection, scope, this.ownPrefix))
				.append('\n');
		}
		return fingerprint.toString();
	}

	private static FingerprintScope scope(String line) {
		return FingerprintScope.parse(line.substring(0, line.lastIndexOf('=')));
	}

	@Override
	public Outcome resolve(Connection connection, @Nullable Statement statement, @Nullable String before, String kind)
			throws SQLException {
		if (statement != null && isRepeatable(statement)) {
			return Outcome.NOT_DONE;
		}
		if (statement != null && isDropOfSchema(statement)) {
			// It may have dropped a part of what is in the schema; sent again, it drops
			// the rest.
			return hasSchema(connection, statement.objects().get(0).name()) ? Outcome.NOT_DONE : Outcome.DONE;
		}
		if (statement != null && isDropOfSeveral(statement)) {
			return dropRest(connection, statement);
		}
		boolean opaque = (statement != null) ? !isAllOrNothing(statement) || isInvisible(statement)
				: !kind.equals(StatementKind.DDL.name());
		if (before == null || opaque) {
			return Outcome.UNKNOWN;
		}
		if (again(connection, before).equals(before)) {
			return Outcome.NOT_DONE;
		}
		return (statement != null && mayBeHalfDone(connection, statement, before)) ? Outcome.UNKNOWN : Outcome.DONE;
	}

	/**
	 * Whether a statement may be sent any number of times: also one that sets something
	 * of the server, unless to a value that depends on one.
	 */
	private static boolean isRepeatable(Statement statement) {
		String verb = StatementVerb.of(statement);
		return REPEATABLE.contains(verb) || (verb.equals("SET") && statement.kind() == StatementKind.OTHER
				&& statement.text().lastIndexOf('@') < Math.max(1, statement.text().indexOf('=')));
	}

	/**
	 * Whether it may be the copy that H2 makes of a table that it alters which the
	 * fingerprint shows, and not the end of the statement.
	 */
	private boolean mayBeHalfDone(Connection connection, Statement statement, String before) throws SQLException {
		if (!StatementVerb.of(statement).equals("ALTER") || !names(statement, Set.of("TABLE"))) {
			return false;
		}
		ObjectName table = statement.objects().get(0);
		boolean ofColumns = before.lines().allMatch((line) -> scope(line).kind() == FingerprintScope.Kind.COLUMNS);
		return !(ofColumns && exists(connection, table))
				&& this.dialect.catalog().hasCopy(connection, table.schema(), table.name());
	}

	/**
	 * Whether a statement changes nothing that the fingerprint holds: what MariaDB and
	 * MySQL keep outside of schemas, and exchanges of equals.
	 */
	private boolean isInvisible(Statement statement) {
		boolean outside = this.dialect.vendor() != Vendor.H2 && isOutside(statement);
		boolean exchange = statement.text().toUpperCase(Locale.ROOT).contains("EXCHANGE PARTITION");
		boolean severalRenames = StatementVerb.of(statement).equals("RENAME") && statement.objects().size() > 2;
		return outside || exchange || severalRenames;
	}

	private static boolean isOutside(Statement statement) {
		String verb = StatementVerb.of(statement);
		boolean users = verb.equals("RENAME") && statement.objects().isEmpty();
		boolean library = names(statement, FUNCTIONS) && NameMention.isIn("SONAME", statement.text());
		return users || library || names(statement, OUTSIDE) || CHANGES_OUTSIDE.contains(verb);
	}

	/**
	 * Whether there is a schema of a name, of which is not known whether it was quoted.
	 */
	private boolean hasSchema(Connection connection, String name) throws SQLException {
		return this.dialect.catalog().hasSchema(connection, name)
				|| this.dialect.catalog().hasSchema(connection, this.dialect.sql().folded(name));
	}

	/**
	 * Drops what is left of several objects, of which a crash may have spared some. The
	 * statement itself says which ones, with their quotes.
	 */
	private Outcome dropRest(Connection connection, Statement statement) throws SQLException {
		int gone = 0;
		for (ObjectName object : statement.objects()) {
			gone += exists(connection, object) ? 0 : 1;
		}
		if (gone == 0) {
			return Outcome.NOT_DONE;
		}
		String rest = RestOfDrop.of(statement.text());
		if (rest == null) {
			return Outcome.UNKNOWN;
		}
		try (java.sql.Statement drop = connection.createStatement()) {
			drop.setEscapeProcessing(false);
			drop.execute(rest);
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
				&& WitnessScopes.isSchema(statement.objects().get(0));
	}

	private static boolean isDropOfSeveral(Statement statement) {
		return StatementVerb.of(statement).equals("DROP") && statement.objects().size() > 1
				&& namesOnly(statement, TABLES);
	}

	private static boolean names(Statement statement, Set<String> types) {
		// Neither this nor the next is a stream: a new JVM that migrates would set up
		// lambdas for them.
		for (ObjectName object : statement.objects()) {
			if (types.contains(object.type())) {
				return true;
			}
		}
		return false;
	}

	private static boolean namesOnly(Statement statement, Set<String> types) {
		for (ObjectName object : statement.objects()) {
			if (!types.contains(object.type())) {
				return false;
			}
		}
		return true;
	}

	@Override
	public boolean isAllOrNothing(Statement statement) {
		if (isRepeatable(statement)) {
			return true;
		}
		return statement.kind() == StatementKind.DDL && !isDropOfSeveral(statement) && !isDropOfSchema(statement)
				&& !replacesTable(statement) && !setsForSteps(statement);
	}

	/**
	 * Variables may be set for what takes several steps, and whose names are not read
	 * then.
	 */
	private static boolean setsForSteps(Statement statement) {
		return StatementVerb.of(statement).equals("SET") && Setting.FOR_STEPS.matcher(statement.text()).matches();
	}

	@Override
	public boolean isDecidable(Statement statement) {
		return isAllOrNothing(statement) && !isInvisible(statement);
	}

	/**
	 * {@code CREATE OR REPLACE TABLE} drops and creates, which are two steps.
	 */
	private static boolean replacesTable(Statement statement) {
		String text = statement.text();
		return text.regionMatches(true, StatementVerb.begin(text), "CREATE OR REPLACE", 0, 17)
				&& names(statement, Set.of("TABLE"));
	}

	/**
	 * Set up only where a statement sets variables.
	 */
	private static final class Setting {

		static final Pattern FOR_STEPS = Pattern.compile(
				"SET\\s+STATEMENT\\s.*\\sFOR\\s+(DROP|CREATE\\s+OR\\s+REPLACE)\\s.*",
				Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

	}

}
