package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.migrations.dialect.Dialect;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Witness of databases where all DDL commits by itself: a fingerprint of the whole
 * schema. DDL that took effect has changed it; DDL that did not has left it alone.
 */
final class SchemaInDoubt implements InDoubt {

	private final Dialect dialect;

	private final String ownPrefix;

	SchemaInDoubt(Dialect dialect, String ownPrefix) {
		this.dialect = dialect;
		this.ownPrefix = ownPrefix;
	}

	@Override
	public String before(Connection connection, Statement statement) throws SQLException {
		Set<String> schemas = new TreeSet<>();
		String current = this.dialect.catalog().currentSchema(connection);
		if (current != null) {
			schemas.add(current);
		}
		statement.objects().stream().map(ObjectName::schema).filter(Objects::nonNull).forEach(schemas::add);
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
	public Outcome resolve(Connection connection, @Nullable Statement statement, @Nullable String before)
			throws SQLException {
		if (before == null || (statement != null && !isAllOrNothing(statement))) {
			return Outcome.UNKNOWN;
		}
		Set<String> schemas = new TreeSet<>();
		before.lines().forEach((line) -> schemas.add(line.substring(0, line.lastIndexOf('='))));
		return fingerprint(connection, schemas).equals(before) ? Outcome.NOT_DONE : Outcome.DONE;
	}

	@Override
	public boolean isAllOrNothing(Statement statement) {
		return statement.kind() == StatementKind.DDL;
	}

}
