package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Pattern;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ErrorCodes;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.script.FramedStatement;

/**
 * Finds the statement of a script for which the history may not be written: it makes the
 * session read-only, chooses a role, or it changes our own tables. Found by its words,
 * because the server refuses only what comes behind it.
 */
final class HistoryRefusal {

	private static final Pattern READ_ONLY = Pattern.compile("READ[_ ]?ONLY|QUERY_ONLY", Pattern.CASE_INSENSITIVE);

	private static final Pattern ROLE = Pattern.compile("\\b(ROLE|AUTHORIZATION)\\b", Pattern.CASE_INSENSITIVE);

	private final Dialect dialect;

	private final OwnTables tables;

	private final ScriptOpener scripts;

	HistoryRefusal(Dialect dialect, OwnTables tables, ScriptOpener scripts) {
		this.dialect = dialect;
		this.tables = tables;
		this.scripts = scripts;
	}

	/**
	 * Names the script.
	 * @param error what went wrong while it was executed
	 * @param script the script
	 * @return the error, which names it if its reason may be in it
	 */
	SQLException named(SQLException error, ResolvedMigration script) {
		boolean denied = this.dialect.errors().isDeniedToRole(error);
		if (!denied && !ErrorCodes.isOwn(error) && !this.dialect.errors().isReadOnly(error)) {
			return error;
		}
		try {
			long line = (script.code() != null) ? 0
					: line(script, denied ? ROLE : ErrorCodes.isOwn(error) ? ownTables() : READ_ONLY);
			return (denied && line == 0) ? error : new HistoryRefusedException(error, script.script(), line);
		}
		catch (IOException | RuntimeException ex) {
			error.addSuppressed(ex);
			return error;
		}
	}

	private Pattern ownTables() {
		return Pattern.compile(this.tables.prefix(), Pattern.CASE_INSENSITIVE | Pattern.LITERAL);
	}

	private long line(ResolvedMigration migration, Pattern words) throws IOException {
		try (OpenScript script = this.scripts.open(migration)) {
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				if (words.matcher(script.resolved(next.statement()).text()).find()) {
					return next.statement().line();
				}
			}
			return 0;
		}
	}

}
