package dev.migrations.execution;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Dialect;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.script.FramedStatement;
import org.jspecify.annotations.Nullable;

/**
 * What a script holds, without executing it.
 *
 * @param count how many statements it has, without settings of SQLite that are made
 * outside of its transaction and taken back
 * @param isAtomic whether it shares one transaction with its row in the history
 * @param statements the statements, the first {@value #MOST_STATEMENTS} of them, with
 * texts that are cut off
 * @param remark what is mostly a mistake in it; null if there is nothing to say
 */
public record ScriptPreview(int count, boolean isAtomic, List<PreviewedStatement> statements, @Nullable String remark) {

	private static final int MOST_STATEMENTS = 1000;

	private static final int LONGEST_TEXT = 500;

	/**
	 * Reads a script to its end.
	 * @param migration whose script
	 * @param scripts opens it
	 * @param dialect the database
	 * @return what it holds
	 * @throws IOException if it cannot be read
	 */
	public static ScriptPreview of(ResolvedMigration migration, ScriptOpener scripts, Dialect dialect)
			throws IOException {
		SegmentRules rules = new SegmentRules(dialect, migration.options().transactional());
		List<PreviewedStatement> statements = new ArrayList<>();
		boolean atomic = dialect.transactionalDdl() && migration.options().transactional();
		int count = 0;
		int segment = 1;
		String remark = ScriptRemark.nothing(migration);
		try (OpenScript script = scripts.open(migration)) {
			for (FramedStatement next = script.next(); next != null; next = script.next()) {
				Statement statement = next.statement();
				remark = (statement.number() > 1 && remark != null) ? remark : script.remark(statement);
				boolean setting = SqlitePragmas.isSetting(dialect.vendor(), statement);
				boolean alone = rules.isAlone(statement, next.frame() != null) && !setting;
				boolean ends = next.segment() != segment || alone || rules.usesNewEnumValue(statement, script);
				segment = next.segment();
				rules.passed(statement);
				atomic &= !ends;
				count += setting ? 0 : 1;
				if (statements.size() < MOST_STATEMENTS) {
					script.resolved(statement);
					statements.add(shown(dialect.vendor(), statement, !alone));
				}
			}
		}
		return new ScriptPreview(count, atomic, List.copyOf(statements), remark);
	}

	private static PreviewedStatement shown(Vendor vendor, Statement statement, boolean transactional) {
		String text = Secrets
			.in(vendor, statement.text().substring(0, Math.min(statement.text().length(), 4 * LONGEST_TEXT)))
			.masked();
		return new PreviewedStatement(statement.number(), statement.line(), statement.kind(), transactional,
				(text.length() > LONGEST_TEXT) ? text.substring(0, LONGEST_TEXT) + " …" : text);
	}

	/**
	 * Statement of a script, as it is shown.
	 *
	 * @param number position in the script, counted from 1
	 * @param line line on which it begins, counted from 1
	 * @param kind what it does
	 * @param transactional whether the script can be rolled back behind it
	 * @param text its text, which may be cut off
	 */
	public record PreviewedStatement(int number, long line, StatementKind kind, boolean transactional, String text) {
	}

}
