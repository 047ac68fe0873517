package dev.migrations.lock;

/**
 * Number that stands for what a lock is about, the same in every JVM.
 * <p>
 * It is FNV-1a over the characters, of 64 bits. A cryptographic digest would do no more
 * for names of schemas, and setting one up is a good part of the time for which an
 * instance works that finds everything applied. Two names with the same number would wait
 * for each other, and nothing else.
 */
final class LockKey {

	private static final long OFFSET = 0xcbf29ce484222325L;

	private static final long PRIME = 0x100000001b3L;

	private LockKey() {
	}

	static long of(String what) {
		long key = OFFSET;
		for (int i = 0; i < what.length(); i++) {
			key = (key ^ (what.charAt(i) & 0xff)) * PRIME;
			key = (key ^ (what.charAt(i) >>> 8)) * PRIME;
		}
		return key;
	}

}
