package dev.migrations.lock;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.H2Server;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.migrations.lock.LockKit.atMost;
import static dev.migrations.lock.LockKit.lock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Locks that their holders have lost, and that others have by now.
 */
class LostLockTests {

	private static final String ROW = "SELECT holder FROM migration_history_lock WHERE id = 2";

	private static boolean holds(Connection connection, MigrationLock.Held held) throws SQLException {
		return query(connection, "SELECT " + held.condition()).matches("(?i)t|1|true");
	}

	private static String query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

	@Test
	void onPostgresReleasingALostLockIsAnError() throws SQLException {
		TestDatabase database = TestDatabase.postgresql();
		try (Connection connection = DriverManager.getConnection(database.url())) {
			MigrationLock.Held held = lock(Vendor.POSTGRESQL, "loser", database.url()).acquire(connection,
					atMost(Duration.ZERO));
			try (Statement statement = connection.createStatement()) {
				statement.execute("SELECT pg_advisory_unlock_all()");
			}
			assertThatExceptionOfType(MigrationLockException.class).isThrownBy(held::close)
				.withMessageContaining("was lost");
		}
	}

	@ParameterizedTest
	@CsvSource({ "POSTGRESQL, SELECT pg_advisory_unlock_all()", "MARIADB, SELECT RELEASE_ALL_LOCKS()" })
	void onAServerWhoHasLostTheLockToAnotherOneCanTell(Vendor vendor, String loss) throws SQLException {
		TestDatabase database = TestDatabase.ofServer(vendor.id());
		MigrationLock lock = lock(vendor, "me", database.url());
		try (Connection working = DriverManager.getConnection(database.url());
				Connection other = DriverManager.getConnection(database.url())) {
			MigrationLock.Held first = lock.acquire(working, atMost(Duration.ZERO));
			assertThat(holds(working, first)).isTrue();
			query(working, loss);
			try (MigrationLock.Held second = lock.acquire(other, atMost(Duration.ZERO))) {
				assertThat(holds(other, second)).isTrue();
				assertThat(holds(working, first)).isFalse();
			}
		}
	}

	@Test
	void onAnH2ServerWhoHasLostTheLockToAnotherOneCanTell() throws SQLException {
		try (H2Server server = H2Server.start()) {
			String url = server.url("mem:lost;LOCK_TIMEOUT=20");
			try (Connection working = DriverManager.getConnection(url);
					Connection other = DriverManager.getConnection(url)) {
				// As where two containers have the same name, and their process the same
				// number.
				MigrationLock.Held first = lock(Vendor.H2, "it's me", url).acquire(working, atMost(Duration.ZERO));
				assertThat(holds(working, first)).isTrue();
				first.close();
				MigrationLock.Held second = lock(Vendor.H2, "it's me", url).acquire(other, atMost(Duration.ZERO));
				assertThat(holds(other, second)).isTrue();
				assertThat(holds(working, first)).isFalse();
				second.close();
				assertThat(holds(other, second)).isFalse();
			}
		}
	}

	@Test
	void onAnH2ServerWhoHasLostTheLockLeavesTheNameOfTheNextHolder() throws SQLException {
		try (H2Server server = H2Server.start()) {
			String url = server.url("mem:named;LOCK_TIMEOUT=20");
			try (Connection working = DriverManager.getConnection(url);
					Connection other = DriverManager.getConnection(url);
					Statement statement = other.createStatement()) {
				MigrationLock.Held held = lock(Vendor.H2, "me", url).acquire(working, atMost(Duration.ZERO));
				assertThat(query(other, ROW)).isEqualTo("me");
				statement.executeUpdate("UPDATE migration_history_lock SET holder = 'host-b pid 2' WHERE id = 2");
				held.close();
				assertThat(query(other, ROW)).isEqualTo("host-b pid 2");
			}
		}
	}

}
