package dev.migrations.lock;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * Lock between the threads of this process, keyed by what it is about.
 */
final class ProcessLock implements MigrationLock.Held {

	/**
	 * The one static: what these locks are about is shared by the whole process as well.
	 * Each is mapped to who holds it.
	 */
	private static final Map<String, String> HOLDERS = new ConcurrentHashMap<>();

	private final String key;

	private ProcessLock(String key) {
		this.key = key;
	}

	/**
	 * Takes it, unless somebody holds it.
	 */
	static @Nullable ProcessLock tryTake(String key) {
		String holder = "thread '" + Thread.currentThread().getName() + "' of this process";
		return (HOLDERS.putIfAbsent(key, holder) == null) ? new ProcessLock(key) : null;
	}

	/**
	 * Takes it, waiting for whoever holds it.
	 */
	static ProcessLock take(String key, String what, LockWait waiting) {
		ProcessLock[] taken = new ProcessLock[1];
		waiting.until(what, new LockWait.Attempt<RuntimeException>() {

			@Override
			public boolean succeeds() {
				ProcessLock lock = tryTake(key);
				if (lock != null) {
					taken[0] = lock;
				}
				return lock != null;
			}

			@Override
			public String holder() {
				return holderOf(key);
			}

			@Override
			public String inForce() {
				return ALL_COMMITTED_BEFORE;
			}

		});
		return taken[0];
	}

	static String holderOf(String key) {
		return HOLDERS.getOrDefault(key, "nobody any more");
	}

	@Override
	public void close() {
		HOLDERS.remove(this.key);
	}

}
