package dev.migrations.reliability;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.migrations.reliability.check.Residue;
import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.Databases;
import dev.migrations.reliability.database.TargetDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a campaign finds left behind is there.
 */
class ResidueTests {

	@Test
	void aTransactionThatHasEndedIsNotFoundWhileOthersLookToo() throws Exception {
		try (DatabaseServer server = Databases.start(DatabaseKind.MARIADB);
				TargetDatabase database = server.createDatabase();
				TargetDatabase other = server.createDatabase()) {
			AtomicBoolean enough = new AtomicBoolean();
			CountDownLatch begun = new CountDownLatch(1);
			CompletableFuture<Void> looking;
			try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
				statement.execute("CREATE TABLE t (id INT)");
				connection.setAutoCommit(false);
				statement.execute("INSERT INTO t VALUES (1)");
				assertThat(Residue.of(database, Duration.ofMillis(1))).isNotEmpty();
				looking = CompletableFuture.runAsync(() -> {
					while (!enough.get()) {
						residue(other);
						begun.countDown();
					}
				});
				begun.await();
				connection.rollback();
			}
			try {
				assertThat(Residue.of(database, Duration.ofSeconds(10))).isEmpty();
			}
			finally {
				enough.set(true);
				looking.join();
			}
		}
	}

	private static void residue(TargetDatabase database) {
		try {
			database.residue();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
