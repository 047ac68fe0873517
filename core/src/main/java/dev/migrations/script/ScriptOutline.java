package dev.migrations.script;

import java.io.IOException;

import dev.migrations.model.StatementKind;

/**
 * What a script holds in all, known after its statements were read once.
 *
 * @param statements how many statements are to be executed
 * @param segments how many segments they form, as {@link TransactionFrames} tells; 0 for
 * a script without statements
 * @param nonTransactional how many of them the database does not allow in a transaction,
 * or commits
 * @param schemaChanges how many of them change the schema
 */
public record ScriptOutline(int statements, int segments, int nonTransactional, int schemaChanges) {

	/**
	 * Reads all statements, so that anything that is wrong with the script is known.
	 * @param frames the statements, which are closed
	 * @return what they are in all
	 * @throws IOException if the script cannot be read
	 * @throws dev.migrations.model.InvalidScriptException if the script cannot be split,
	 * or its transactions do not fit together
	 */
	public static ScriptOutline of(TransactionFrames frames) throws IOException {
		int statements = 0;
		int segments = 0;
		int nonTransactional = 0;
		int schemaChanges = 0;
		try (frames) {
			for (FramedStatement next = frames.next(); next != null; next = frames.next()) {
				statements++;
				segments = next.segment();
				nonTransactional += next.statement().transactional() ? 0 : 1;
				schemaChanges += (next.statement().kind() == StatementKind.DDL) ? 1 : 0;
			}
		}
		return new ScriptOutline(statements, segments, nonTransactional, schemaChanges);
	}

}
