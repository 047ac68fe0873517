package dev.migrations.execution;

import java.sql.Connection;

import dev.migrations.dialect.ParameterizedSql;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Witness of SQLite, where the only statements outside a transaction, such as
 * {@code VACUUM}, may be sent any number of times.
 */
final class RepeatableInDoubt implements InDoubt {

	@Override
	public ParameterizedSql before(Connection connection, Statement statement, @Nullable String schema) {
		return ParameterizedSql.of("''");
	}

	@Override
	public Outcome resolve(Connection connection, @Nullable Statement statement, @Nullable String before, String kind) {
		return Outcome.NOT_DONE;
	}

	@Override
	public boolean isAllOrNothing(Statement statement) {
		return true;
	}

}
