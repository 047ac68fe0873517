package dev.migrations.execution;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.script.LiteralPlaceholder;
import org.jspecify.annotations.Nullable;

/**
 * Words what is mostly a mistake in a script, although the script can be executed.
 */
final class ScriptRemark {

	private ScriptRemark() {
	}

	/**
	 * That nothing of a script is executed.
	 */
	static String nothing(ResolvedMigration migration) {
		return migration.script()
				+ " has no statements: nothing of it is executed, and what is written into it once it "
				+ "is applied is an edit.";
	}

	/**
	 * That a statement has what would be a placeholder if any were configured.
	 * @return the remark; null if it has none
	 */
	static @Nullable String placeholder(ResolvedMigration migration, Statement statement, LexicalRules rules) {
		LiteralPlaceholder found = LiteralPlaceholder.in(statement, rules);
		return (found == null) ? null
				: migration.script() + ", line " + found.line() + ", column " + found.column() + ": ${" + found.name()
						+ "} is not replaced, because no placeholders are configured. Before the "
						+ "script is applied, set migrations.placeholders." + found.name()
						+ ", or say that it is meant so: '-- migrations: placeholders=none' at the head of the script.";
	}

}
