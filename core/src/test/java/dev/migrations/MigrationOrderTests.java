package dev.migrations;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.migrations.MigrationEvent.MigrationApplied;
import dev.migrations.MigrationEvent.MigrationProgressed;
import dev.migrations.MigrationEvent.MigrationStarted;
import dev.migrations.MigrationEvent.Run;
import dev.migrations.MigrationEvent.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread of a run and the one that watches its statements tell of the same migration.
 */
class MigrationOrderTests {

	private static final int EVENTS = 500;

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	private final Run run = new Run("r", MigrationEvent.Operation.MIGRATE, "default", null);

	private final Subject first = new Subject("1", "one", "V1__one.sql", 1, 2);

	private final Subject second = new Subject("2", "two", "V2__two.sql", 2, 2);

	private final AtomicInteger heard = new AtomicInteger();

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@Test
	void losesNothingThatTwoThreadsTellOfOneThatListenersDoNotKnowYet() throws Exception {
		for (int round = 1; round <= 300; round++) {
			MigrationOrder order = begun();
			together(() -> tell(order), () -> tell(order));
			end(order);
			assertThat(this.heard).hasValue(round * 2 * EVENTS);
		}
	}

	@Test
	void losesNothingThatIsToldWhileTheOneBeforeEnds() throws Exception {
		for (int round = 1; round <= 500; round++) {
			MigrationOrder order = begun();
			tell(order);
			together(() -> tell(order), () -> end(order));
			assertThat(this.heard).hasValue(round * 2 * EVENTS);
		}
	}

	private MigrationOrder begun() {
		MigrationOrder order = new MigrationOrder((event) -> {
			if (event instanceof MigrationProgressed) {
				this.heard.incrementAndGet();
			}
		});
		order.started(new MigrationStarted(this.run, this.first, 1, 0));
		order.started(new MigrationStarted(this.run, this.second, 1, 0));
		return order;
	}

	private Void tell(MigrationOrder order) {
		for (int i = 0; i < EVENTS; i++) {
			order.happened(this.second,
					new MigrationProgressed(this.run, this.second, 1, 1, Duration.ZERO, null, null, null));
		}
		return null;
	}

	private Void end(MigrationOrder order) {
		order.ended(this.first.script(),
				(migration) -> new MigrationApplied(this.run, migration, 1, List.of(), Duration.ZERO));
		return null;
	}

	private void together(Callable<Void> one, Callable<Void> other) throws Exception {
		CountDownLatch both = new CountDownLatch(2);
		Future<Void> ended = this.threads.submit(() -> begin(both, one));
		this.threads.submit(() -> begin(both, other)).get();
		ended.get();
	}

	private static Void begin(CountDownLatch both, Callable<Void> task) throws Exception {
		both.countDown();
		both.await();
		return task.call();
	}

}
