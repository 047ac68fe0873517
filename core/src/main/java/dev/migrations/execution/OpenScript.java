package dev.migrations.execution;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.Statement;
import dev.migrations.script.NormalizedReader;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementSplitter;
import org.jspecify.annotations.Nullable;

/**
 * Script that is being executed. It has to be the text whose checksum the history
 * records, so its bytes are checked once more as they are read.
 */
final class OpenScript implements Closeable {

	private final ResolvedMigration migration;

	private final CRC32 crc32 = new CRC32();

	private final StatementCursor cursor;

	private final Deque<Statement> ahead = new ArrayDeque<>();

	OpenScript(ResolvedMigration migration, StatementSplitter splitter) throws IOException {
		this.migration = migration;
		this.cursor = splitter.split(migration.script(), new NormalizedReader(migration.script(),
				new CheckedInputStream(migration.content().open(), this.crc32)));
	}

	/**
	 * How messages name the script.
	 */
	String name() {
		return this.migration.script();
	}

	/**
	 * Reads the next statement.
	 * @return the statement; null after the last one
	 * @throws InvalidMigrationException if the file that was read is not the one that was
	 * planned
	 */
	@Nullable Statement next() throws IOException {
		Statement statement = this.ahead.poll();
		return (statement != null) ? statement : read();
	}

	/**
	 * Reads a statement that {@link #next()} gives again. Not for scripts with COPY data,
	 * which stands between two statements.
	 * @return the first statement that was not looked at yet; null after the last one
	 */
	@Nullable Statement lookAhead() throws IOException {
		Statement statement = read();
		if (statement != null) {
			this.ahead.add(statement);
		}
		return statement;
	}

	private @Nullable Statement read() throws IOException {
		Statement statement = this.cursor.next();
		if (statement == null && this.crc32.getValue() != this.migration.crc32()) {
			throw new InvalidMigrationException(
					this.migration.script() + " was changed while migrations were being applied.",
					"Start again: the next start reads it as it is then.");
		}
		return statement;
	}

	/**
	 * The cursor, for the data of a COPY statement.
	 */
	StatementCursor cursor() {
		return this.cursor;
	}

	@Override
	public void close() throws IOException {
		this.cursor.close();
	}

}
