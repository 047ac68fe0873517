package dev.migrations.execution;

import java.sql.Connection;
import java.sql.SQLException;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;

/**
 * Runs the code of a migration on a connection that is lent to it.
 */
final class CodeRun {

	private final Connection connection;

	private final Dialect dialect;

	CodeRun(Connection connection, Dialect dialect) {
		this.connection = connection;
		this.dialect = dialect;
	}

	/**
	 * Runs it, inside the open transaction.
	 * @param code the code
	 * @param statement what stands for it in the script
	 * @throws StatementFailedException if it throws anything
	 */
	void run(ConnectionCode code, Statement statement) throws StatementFailedException {
		LentConnection lent = new LentConnection(this.connection, this.dialect, statement.text());
		try {
			code.body().execute(lent.connection());
			lent.requireTransaction();
		}
		catch (Exception ex) {
			Secrets secrets = Secrets.in(this.dialect.vendor(), lent.refused());
			throw new StatementFailedException(statement, sqlException(ex), ex, secrets.values(),
					canBeRolledBack(lent, ex));
		}
	}

	private static SQLException sqlException(Exception failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException error) {
				return error;
			}
		}
		return new SQLException(failure.toString(), failure);
	}

	/**
	 * Whether a rollback undoes all that was sent: DDL may commit, and some tables of
	 * MySQL do not roll back.
	 */
	private boolean canBeRolledBack(LentConnection lent, Exception failure) {
		if (this.dialect.transactionalDdl()) {
			return true;
		}
		if (lent.mayCommit()) {
			return false;
		}
		boolean mysql = this.dialect.vendor() == Vendor.MARIADB || this.dialect.vendor() == Vendor.MYSQL;
		if (!mysql || !lent.changesData()) {
			return true;
		}
		try {
			String schema = this.dialect.catalog().currentSchema(this.connection);
			return schema != null && this.dialect.catalog().withoutRollback(this.connection, schema).isEmpty();
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
			return false;
		}
	}

}
