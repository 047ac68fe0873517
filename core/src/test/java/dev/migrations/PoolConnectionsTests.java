package dev.migrations;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.migrations.model.MigrationLockException;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PoolConnectionsTests {

	private final Semaphore closed = new Semaphore(0);

	private final AtomicInteger opened = new AtomicInteger();

	private final CountDownLatch free = new CountDownLatch(1);

	@Test
	void oneThatComesTooLateIsClosed() throws Exception {
		PoolConnections connections = new PoolConnections(new CountedDataSource() {

			@Override
			void waitForRoom() throws InterruptedException {
				PoolConnectionsTests.this.free.await();
			}

		}, Duration.ofMillis(1));
		assertThatExceptionOfType(MigrationLockException.class).isThrownBy(connections::open);
		this.free.countDown();
		assertThat(this.closed.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void oneThatComesAtTheLastMomentIsLentOrClosed() throws Exception {
		PoolConnections connections = new PoolConnections(new CountedDataSource(), Duration.ZERO);
		for (int i = 0; i < 5000; i++) {
			try {
				connections.open().close();
			}
			catch (MigrationLockException ex) {
				// It comes, and is closed.
			}
		}
		assertThat(this.closed.tryAcquire(this.opened.get(), 10, TimeUnit.SECONDS)).isTrue();
	}

	/**
	 * Lends connections of which it is counted how many are closed.
	 */
	private class CountedDataSource extends DelegatingDataSource {

		CountedDataSource() {
			super(TestDatabase.h2().dataSource());
		}

		void waitForRoom() throws InterruptedException {
		}

		@Override
		public Connection getConnection() throws SQLException {
			try {
				waitForRoom();
			}
			catch (InterruptedException ex) {
				throw new SQLException(ex);
			}
			PoolConnectionsTests.this.opened.incrementAndGet();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("close")) {
							PoolConnectionsTests.this.closed.release();
						}
						return null;
					});
		}

	}

}
