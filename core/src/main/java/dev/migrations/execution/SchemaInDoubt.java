package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
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
		return this.dialect.catalog().fingerprint(connection, this.ownPrefix);
	}

	@Override
	public Outcome resolve(Connection connection, @Nullable Statement statement, @Nullable String before)
			throws SQLException {
		boolean changed = !this.dialect.catalog().fingerprint(connection, this.ownPrefix).equals(before);
		if (statement == null) {
			return changed ? Outcome.DONE : Outcome.NOT_DONE;
		}
		if (!isAllOrNothing(statement)) {
			return Outcome.UNKNOWN;
		}
		return changed ? Outcome.DONE : Outcome.NOT_DONE;
	}

	@Override
	public boolean isAllOrNothing(Statement statement) {
		return statement.kind() == StatementKind.DDL;
	}

}
