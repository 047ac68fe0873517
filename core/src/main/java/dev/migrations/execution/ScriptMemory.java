package dev.migrations.execution;

import java.util.List;

import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.ScriptContent;
import dev.migrations.script.FramedStatement;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the statements of the script that was read last, if it is small: a script is
 * read to its end before its first statement is sent, and need not be read again to send
 * them.
 */
final class ScriptMemory {

	private static final long MOST_BYTES = 64 * 1024;

	private volatile @Nullable Remembered last;

	/**
	 * Whether a script is worth remembering.
	 */
	static boolean accepts(ResolvedMigration migration) {
		return migration.code() == null && migration.size() <= MOST_BYTES;
	}

	/**
	 * What was read of a script.
	 * @return its statements; null if it is not the one that was read last
	 */
	@Nullable List<FramedStatement> of(ResolvedMigration migration) {
		Remembered remembered = this.last;
		return (remembered != null && remembered.content() == migration.content()) ? remembered.statements() : null;
	}

	/**
	 * A script was read to its end, and was the one that was planned.
	 */
	void keep(ResolvedMigration migration, List<FramedStatement> statements) {
		this.last = new Remembered(migration.content(), List.copyOf(statements));
	}

	private record Remembered(ScriptContent content, List<FramedStatement> statements) {
	}

}
