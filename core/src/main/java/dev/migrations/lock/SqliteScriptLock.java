package dev.migrations.lock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.migrations.model.MigrationLockException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps others out between the commits of a script on SQLite, whose own lock ends with
 * each commit.
 * <ol>
 * <li>The operating system locks a file beside the database, and unlocks it when the
 * process ends, however it ends.</li>
 * <li>Before that the threads of this process agree among themselves: closing the file
 * once would unlock it for all of them.</li>
 * <li>The file says who holds it. It stays, because whoever waits has it open.</li>
 * </ol>
 */
final class SqliteScriptLock implements MigrationLock.AcrossCommits {

	static final String SUFFIX = "-migration-lock";

	/** Nothing is ever written there, so that the text of the file can be read. */
	private static final long LOCKED_POSITION = Long.MAX_VALUE - 1;

	private static final String WHAT = "the lock of a script that commits more than once";

	private final ProcessLock process;

	private final FileChannel channel;

	private SqliteScriptLock(ProcessLock process, FileChannel channel) {
		this.process = process;
		this.channel = channel;
	}

	/**
	 * Acquires the lock, waiting for whoever holds it.
	 * @param connection a connection to the database
	 * @param waiting how long to wait
	 * @param holder what the holder is called
	 * @return the lock; null for a database in memory, which nobody else has
	 */
	static MigrationLock.@Nullable AcrossCommits acquire(Connection connection, LockWait waiting, String holder)
			throws SQLException {
		String database = file(connection);
		if (database.isEmpty()) {
			return null;
		}
		Path file = Path.of(database + SUFFIX);
		ProcessLock process = ProcessLock.take(file.toString(), WHAT, waiting);
		try {
			return new SqliteScriptLock(process, lock(file, waiting, holder));
		}
		catch (IOException ex) {
			process.close();
			throw new MigrationLockException(
					"A script commits more than once, for which " + file + " has to be locked: " + ex.getMessage()
							+ ". " + LockWait.Attempt.ALL_COMMITTED_BEFORE + ".",
					"Let the user of this process write into the directory of the database.", ex);
		}
		catch (RuntimeException | Error ex) {
			process.close();
			throw ex;
		}
	}

	private static FileChannel lock(Path file, LockWait waiting, String holder) throws IOException {
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
		try {
			waiting.until(WHAT, new LockWait.Attempt<IOException>() {

				@Override
				public boolean succeeds() throws IOException {
					FileLock lock = channel.tryLock(LOCKED_POSITION, 1, false);
					return lock != null;
				}

				@Override
				public String holder() throws IOException {
					String text = Files.readString(file).strip();
					return text.isEmpty() ? "another process" : text;
				}

				@Override
				public String inForce() {
					return ALL_COMMITTED_BEFORE;
				}

			});
			String text = "'" + holder + "' since " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n";
			channel.truncate(0);
			channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
			return channel;
		}
		catch (IOException | RuntimeException | Error ex) {
			channel.close();
			throw ex;
		}
	}

	private static String file(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
			String file = rows.next() ? rows.getString(1) : null;
			return (file != null) ? file : "";
		}
	}

	@Override
	public void close() {
		try (FileChannel closed = this.channel) {
			closed.truncate(0);
		}
		catch (IOException ex) {
			// The lock ends with the process at the latest.
		}
		finally {
			this.process.close();
		}
	}

}
