package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;

/**
 * Which statements of a script wait for those behind them, to be sent together.
 * <ol>
 * <li>Where the server executes nothing behind the first statement of a trip that fails:
 * all that change data or the schema.</li>
 * <li>Where statements in one transaction are only cheaper together: rows that are
 * inserted one by one. MariaDB executes those behind the one that failed as well, but in
 * a transaction of which nothing remains; what may take long stays out, so that nobody
 * waits for that in vain.</li>
 * <li>Elsewhere none.</li>
 * </ol>
 */
enum Gathering {

	CHANGES, ROWS, NONE;

	static Gathering of(Connection connection, Dialect dialect) throws SQLException {
		if (dialect.pipelines()) {
			return CHANGES;
		}
		// MySQL's driver sends a batch one by one.
		boolean together = dialect.vendor() == Vendor.SQLITE
				|| (dialect.hasBlocks() && connection.getMetaData().getDriverName().startsWith("MariaDB"));
		return together ? ROWS : NONE;
	}

	boolean includes(Statement statement) {
		StatementKind kind = statement.kind();
		return (this == CHANGES && (kind == StatementKind.DML || kind == StatementKind.DDL))
				|| (this == ROWS && statement.listsRows());
	}

}
