package dev.migrations.model;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * Migration as its file gives it.
 *
 * @param key its identity
 * @param version its version; null for a repeatable migration
 * @param spelling the version or name as the file spells it
 * @param description the description, with spaces for underscores
 * @param script the file as messages and the history name it: relative to its location,
 * with forward slashes
 * @param checksum checksum of the normalised text
 * @param statementChecksum computes the checksum of the tokens, when it is asked for: of
 * a file that sessions may read in several ways the one that is given, if it is one of
 * them, and otherwise the usual one
 * @param size length of the file in bytes
 * @param crc32 CRC-32 of the file's bytes
 * @param options options from the head of the file
 * @param content the bytes of the file
 * @param undo the script that takes it back; null if there is none
 * @param code what is executed in place of the content; null for a script
 */
public record ResolvedMigration(MigrationKey key, @Nullable Version version, String spelling, String description,
		String script, Checksum checksum, UnaryOperator<Checksum> statementChecksum, long size, long crc32,
		ScriptOptions options, ScriptContent content, @Nullable UndoScript undo, @Nullable MigrationCode code) {

	/**
	 * Creates the migration of a script.
	 * @param key its identity
	 * @param version its version; null for a repeatable migration
	 * @param spelling the version or name as the file spells it
	 * @param description the description
	 * @param script the file
	 * @param checksum checksum of the normalised text
	 * @param statementChecksum computes the checksum of the tokens
	 * @param size length of the file in bytes
	 * @param crc32 CRC-32 of the file's bytes
	 * @param options options from the head of the file
	 * @param content the bytes of the file
	 * @param undo the script that takes it back; null if there is none
	 */
	public ResolvedMigration(MigrationKey key, @Nullable Version version, String spelling, String description,
			String script, Checksum checksum, UnaryOperator<Checksum> statementChecksum, long size, long crc32,
			ScriptOptions options, ScriptContent content, @Nullable UndoScript undo) {
		this(key, version, spelling, description, script, checksum, statementChecksum, size, crc32, options, content,
				undo, null);
	}

	/**
	 * The same with a script that takes it back.
	 * @param undo the script
	 * @return the migration
	 */
	public ResolvedMigration with(UndoScript undo) {
		return new ResolvedMigration(this.key, this.version, this.spelling, this.description, this.script,
				this.checksum, this.statementChecksum, this.size, this.crc32, this.options, this.content, undo,
				this.code);
	}

	/**
	 * The same with the checksum of the tokens, which is known.
	 * @param known the checksum
	 * @return the migration
	 */
	public ResolvedMigration with(Checksum known) {
		return new ResolvedMigration(this.key, this.version, this.spelling, this.description, this.script,
				this.checksum, new Known(known), this.size, this.crc32, this.options, this.content, this.undo,
				this.code);
	}

	/**
	 * The same with the checksum of the text, which was recorded for these bytes.
	 * @param recorded the checksum
	 * @return the migration
	 */
	public ResolvedMigration withText(Checksum recorded) {
		return new ResolvedMigration(this.key, this.version, this.spelling, this.description, this.script, recorded,
				this.statementChecksum, this.size, this.crc32, this.options, this.content, this.undo, this.code);
	}

	/**
	 * The checksum of the tokens.
	 * @return the checksum
	 */
	public Checksum statements() {
		return this.statementChecksum.apply(Checksum.NONE);
	}

	/**
	 * Whether the tokens are still those that were applied, in whichever way the session
	 * has read them.
	 * @param recorded the checksum that was recorded
	 * @return whether they are
	 */
	public boolean hasStatements(Checksum recorded) {
		return this.statementChecksum.apply(recorded).equals(recorded);
	}

	/**
	 * How the migration is found due.
	 * @return the type
	 */
	public MigrationType type() {
		return this.key.type();
	}

	/**
	 * A class, because a lambda takes a cold JVM longer than a small migration does.
	 *
	 * @param checksum the checksum
	 */
	private record Known(Checksum checksum) implements UnaryOperator<Checksum> {

		@Override
		public Checksum apply(Checksum sought) {
			return this.checksum;
		}

	}

}
