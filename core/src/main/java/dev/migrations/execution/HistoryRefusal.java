package dev.migrations.execution;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.ErrorCodes;
import dev.migrations.dialect.OwnTables;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.script.FramedStatement;

/**
 * Finds the statement of a script for which the history may not be written: it makes the
 * session read-only, or it changes our own tables. Found by its words, because the server
 * refuses only what comes behind it.
 */
final class HistoryRefusal {

	private static final Pattern READ_ONLY = Pattern.compile("READ[_ ]?ONLY|QUERY_ONLY", Pattern.CASE_INSENSITIVE);

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
		boolean changed = ErrorCodes.isOwn(error);
		if (!changed && !this.dialect.errors().isReadOnly(error)) {
			return error;
		}
		try {
			return new HistoryRefusedException(error, script.script(),
					(script.code() != null) ? 0 : line(script, changed));
		}
		catch (IOException | RuntimeException ex) {
			error.addSuppressed(ex);
			return error;
		}
	}

	private long line(ResolvedMigration migration, boolean changed) throws IOException {
		String table = this.tables.prefix().toLowerCase(Locale.ROOT);
		try (OpenScript script = this.scripts.open(migration)) {
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				String text = script.resolved(next.statement()).text();
				if (changed ? text.toLowerCase(Locale.ROOT).contains(table) : READ_ONLY.matcher(text).find()) {
					return next.statement().line();
				}
			}
			return 0;
		}
	}

}
