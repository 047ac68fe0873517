package dev.migrations.lock;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.migrations.lock.LockKit.atMost;
import static dev.migrations.lock.LockKit.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lock of a script that commits more than once, between processes.
 */
class SqliteScriptLockTests {

	@TempDir
	Path directory;

	@Test
	void aProcessKeepsOthersOutUntilItEnds() throws Exception {
		TestDatabase database = TestDatabase.sqlite(this.directory);
		Process other = new ProcessBuilder(ProcessHandle.current().info().command().orElse("java"), "-cp",
				System.getProperty("java.class.path"), FileLockHolder.class.getName(),
				this.directory.resolve("test.db" + SqliteScriptLock.SUFFIX).toString(), "'host-b pid 2: V1__parts.sql'")
			.start();
		try (Connection connection = DriverManager.getConnection(database.url());
				BufferedReader said = other.inputReader()) {
			assertThat(said.readLine()).isEqualTo(FileLockHolder.LOCKED);
			assertThatExceptionOfType(MigrationLockException.class)
				.isThrownBy(() -> acrossCommits(connection, Duration.ZERO))
				.withMessageContainingAll("the lock of a script that commits more than once",
						"held by 'host-b pid 2: V1__parts.sql'", "What was committed before is in the history");
			other.destroyForcibly();
			acrossCommits(connection, Duration.ofMinutes(1)).close();
		}
		finally {
			other.destroyForcibly();
		}
	}

	private static MigrationLock.AcrossCommits acrossCommits(Connection connection, Duration timeout)
			throws SQLException {
		return lock(Vendor.SQLITE, "host-a pid 1", "").acquire(connection, atMost(timeout))
			.acrossCommits("V1__parts.sql");
	}

}
