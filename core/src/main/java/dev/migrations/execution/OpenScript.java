package dev.migrations.execution;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import dev.migrations.script.FramedStatement;
import dev.migrations.script.FramedStatements;
import dev.migrations.script.NormalizedReader;
import dev.migrations.script.Placeholders;
import dev.migrations.script.ReadAhead;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementDigest;
import dev.migrations.script.StatementSplitter;
import dev.migrations.script.TransactionFrames;
import org.jspecify.annotations.Nullable;

/**
 * Script that is being executed. It has to be the text whose checksum the history
 * records, so its bytes are checked once more as they are read. What is small is
 * remembered, and not read again.
 */
final class OpenScript implements Closeable {

	/** From this size on there is enough to do for a thread that reads ahead. */
	private static final long LARGE_BYTES = 1024 * 1024;

	private final ResolvedMigration migration;

	private final Vendor vendor;

	private final Placeholders placeholders;

	/** Whether names in it may be meant for placeholders that nobody has configured. */
	private final boolean lacksPlaceholders;

	private final CRC32 crc32 = new CRC32();

	private final ScriptMemory memory;

	/** Null where all statements are remembered. */
	private final @Nullable FramedStatements statements;

	/** What was read so far; null where it will not be remembered. */
	private @Nullable List<FramedStatement> read;

	private final Deque<FramedStatement> ahead = new ArrayDeque<>();

	/** What is remembered and was not read again yet. */
	private final Deque<FramedStatement> remembered = new ArrayDeque<>();

	/**
	 * Opens a script.
	 * @param migration whose script
	 * @param vendor the database
	 * @param splitter splits it
	 * @param placeholders values of placeholders
	 * @param memory what was read last, and keeps what is read here
	 * @param digest takes the checksum of the statements, which have to be read for that;
	 * null if nobody needs it
	 * @param use what the statements are read for
	 */
	OpenScript(ResolvedMigration migration, Vendor vendor, StatementSplitter splitter, Placeholders placeholders,
			ScriptMemory memory, @Nullable StatementDigest digest, Use use) throws IOException {
		this.migration = migration;
		this.vendor = vendor;
		this.lacksPlaceholders = placeholders.isEmpty() && migration.options().placeholders()
				&& migration.code() == null;
		this.placeholders = migration.options().placeholders() ? placeholders : Placeholders.NONE;
		this.memory = memory;
		List<FramedStatement> known = (digest == null) ? memory.of(migration) : null;
		if (known != null) {
			this.statements = null;
			// One by one: a collection that is added as a whole sets up a lambda.
			for (FramedStatement statement : known) {
				this.remembered.add(statement);
			}
			return;
		}
		this.read = ScriptMemory.accepts(migration) ? new ArrayList<>() : null;
		String name = migration.script();
		Reader text = NormalizedReader.of(name, new CheckedInputStream(migration.content().open(), this.crc32));
		FramedStatements frames = new TransactionFrames(vendor, name, split(splitter, name, text, digest, use));
		boolean readsAhead = use.executes() && migration.size() >= LARGE_BYTES && ReadAhead.isUseful();
		this.statements = readsAhead ? new ReadAhead(frames) : frames;
		if (migration.code() != null) {
			this.ahead.add(new FramedStatement(
					new Statement(1, migration.script(), 1, 1, StatementKind.OTHER, true, List.of(), null, false, 1), 1,
					null));
		}
	}

	private StatementCursor split(StatementSplitter splitter, String name, Reader text,
			@Nullable StatementDigest digest, Use use) {
		// A text may have placeholders, and what is remembered will be sent.
		boolean texts = use != Use.OUTLINE || this.read != null || !this.placeholders.isEmpty();
		if (use == Use.EXECUTE_TOGETHER && this.read == null && this.placeholders.isEmpty()) {
			return splitter.together(name, text);
		}
		if (digest == null) {
			return texts ? splitter.split(name, text) : splitter.outline(name, text);
		}
		return texts ? splitter.split(name, text, digest) : splitter.outline(name, text, digest);
	}

	/**
	 * Whose script it is.
	 */
	ResolvedMigration migration() {
		return this.migration;
	}

	/**
	 * How messages name the script.
	 */
	String name() {
		return this.migration.script();
	}

	/**
	 * Reads the next statement, as it is in the file.
	 * @return the statement; null after the last one
	 * @throws InvalidMigrationException if the file that was read is not the one that was
	 * planned
	 */
	@Nullable FramedStatement next() throws IOException {
		FramedStatement statement = this.ahead.poll();
		return (statement != null) ? statement : read();
	}

	/**
	 * Reads a statement that {@link #next()} gives again. The data of a COPY statement is
	 * lost when the one behind it is looked at.
	 * @return the first statement that was not looked at yet; null after the last one
	 */
	@Nullable FramedStatement lookAhead() throws IOException {
		FramedStatement statement = read();
		if (statement != null) {
			this.ahead.add(statement);
		}
		return statement;
	}

	/**
	 * The statement that {@link #next()} gives next.
	 * @return the statement; null after the last one
	 */
	@Nullable FramedStatement first() throws IOException {
		return this.ahead.isEmpty() ? lookAhead() : this.ahead.peek();
	}

	private @Nullable FramedStatement read() throws IOException {
		if (this.statements == null) {
			return this.remembered.poll();
		}
		FramedStatement statement = this.statements.next();
		if (statement == null && this.crc32.getValue() != this.migration.crc32()) {
			throw new InvalidMigrationException(
					this.migration.script() + " was changed while migrations were being applied.",
					"Start again: the next start reads it as it is then.");
		}
		remember(statement);
		return statement;
	}

	private void remember(@Nullable FramedStatement statement) {
		List<FramedStatement> all = this.read;
		if (all == null) {
			return;
		}
		if (statement == null) {
			this.memory.keep(this.migration, all);
		}
		else if (statement.statement().kind() == StatementKind.COPY) {
			// Its data has to be read from the file.
			this.read = null;
		}
		else {
			all.add(statement);
		}
	}

	/**
	 * What is executed for the one statement that stands for code.
	 * @return the code; null for a script
	 */
	@Nullable ConnectionCode code() {
		return (this.migration.code() instanceof ConnectionCode code) ? code : null;
	}

	/**
	 * The statement as it is sent.
	 * @param statement the statement as it is in the file
	 * @return the statement with the values of its placeholders
	 */
	Statement resolved(Statement statement) {
		return this.placeholders.resolve(this.migration.script(), statement);
	}

	/**
	 * What is mostly a mistake in a statement. Rows that a large script lists are not
	 * looked at.
	 * @return the words; null if there is nothing to say
	 */
	@Nullable String remark(Statement statement) {
		boolean looks = this.lacksPlaceholders && (!statement.listsRows() || ScriptMemory.accepts(this.migration))
				&& statement.text().contains("${");
		return looks ? ScriptRemark.placeholder(this.migration, statement, LexicalRules.of(this.vendor)) : null;
	}

	/**
	 * What placeholders stand for, which no message may show.
	 */
	Collection<String> placeholderValues() {
		return this.placeholders.values();
	}

	/**
	 * The data of the COPY statement that was read last.
	 */
	Reader copyData() {
		if (this.statements == null) {
			throw new IllegalStateException("A script with COPY is not remembered");
		}
		return this.statements.copyData();
	}

	@Override
	public void close() throws IOException {
		if (this.statements != null) {
			this.statements.close();
		}
	}

	/**
	 * What the statements of a script are read for.
	 */
	enum Use {

		/**
		 * To know what the script is made of and what is wrong with it. Statements that
		 * list rows need not have a text.
		 */
		OUTLINE,

		/**
		 * To look at them.
		 */
		READ,

		/**
		 * To execute them, which takes longer than reading them.
		 */
		EXECUTE,

		/**
		 * To execute them, too; those that list rows and follow each other may be one.
		 */
		EXECUTE_TOGETHER;

		boolean executes() {
			return this == EXECUTE || this == EXECUTE_TOGETHER;
		}

	}

}
