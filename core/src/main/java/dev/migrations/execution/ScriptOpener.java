package dev.migrations.execution;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.script.FramedStatement;
import dev.migrations.script.Placeholders;
import dev.migrations.script.StatementDigest;
import dev.migrations.script.StatementSplitter;
import org.jspecify.annotations.Nullable;

/**
 * Opens scripts for execution.
 */
public final class ScriptOpener {

	private final Vendor vendor;

	private final LexicalRules rules;

	private final StatementSplitter splitter;

	private final Placeholders placeholders;

	private final ScriptMemory memory = new ScriptMemory();

	/**
	 * Creates an opener.
	 * @param vendor the database
	 * @param rules its lexical rules in the session at hand
	 * @param maxStatementSize longest statement, in characters
	 * @param placeholders values of placeholders by name
	 */
	public ScriptOpener(Vendor vendor, LexicalRules rules, int maxStatementSize, Map<String, String> placeholders) {
		this.vendor = vendor;
		this.rules = rules;
		this.splitter = new StatementSplitter(vendor, rules, maxStatementSize);
		this.placeholders = new Placeholders(placeholders);
	}

	/**
	 * Counts the statements of a script.
	 * @param migration whose script
	 * @return how many there are
	 * @throws IOException if the script cannot be read
	 */
	public int count(ResolvedMigration migration) throws IOException {
		return count(migration, Integer.MAX_VALUE);
	}

	/**
	 * Counts the statements of a script up to one of them.
	 * @param last the number of that one; those that begin and end transactions have
	 * numbers too, and are not counted
	 */
	int count(ResolvedMigration migration, int last) throws IOException {
		try (OpenScript script = open(migration)) {
			int count = 0;
			for (FramedStatement next = script.next(); next != null
					&& next.statement().number() <= last; next = script.next()) {
				count++;
			}
			return count;
		}
	}

	Vendor vendor() {
		return this.vendor;
	}

	LexicalRules rules() {
		return this.rules;
	}

	/**
	 * The statements of the script that was read last.
	 * @return the statements; null if it is another one, or is not remembered
	 */
	@Nullable List<FramedStatement> remembered(ResolvedMigration migration) {
		return this.memory.of(migration);
	}

	OpenScript open(ResolvedMigration migration) throws IOException {
		return open(migration, null, OpenScript.Use.READ);
	}

	/**
	 * Opens a script whose checksum is taken while it is read.
	 */
	OpenScript open(ResolvedMigration migration, StatementDigest digest) throws IOException {
		return open(migration, digest, OpenScript.Use.READ);
	}

	/**
	 * Opens a script whose checksum is taken while it is read, and of which only the
	 * outline matters: statements of a large one that list rows have no text.
	 */
	OpenScript outline(ResolvedMigration migration, StatementDigest digest) throws IOException {
		return open(migration, digest, OpenScript.Use.OUTLINE);
	}

	/**
	 * Opens a script of which only the outline matters.
	 */
	OpenScript outline(ResolvedMigration migration) throws IOException {
		return open(migration, null, OpenScript.Use.OUTLINE);
	}

	/**
	 * Opens a script whose statements will be executed.
	 * @param together whether those that list rows may be one where they follow each
	 * other
	 */
	OpenScript execute(ResolvedMigration migration, boolean together) throws IOException {
		return open(migration, null, together ? OpenScript.Use.EXECUTE_TOGETHER : OpenScript.Use.EXECUTE);
	}

	private OpenScript open(ResolvedMigration migration, @Nullable StatementDigest digest, OpenScript.Use use)
			throws IOException {
		return new OpenScript(migration, this.vendor, this.splitter, this.placeholders, this.memory, digest, use);
	}

}
