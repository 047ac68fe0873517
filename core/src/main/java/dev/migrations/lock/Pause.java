package dev.migrations.lock;

/**
 * Pause of whoever waits for others, which is over at once when this process has been
 * told to end. Spring closes no context before it has started, so that a start that waits
 * would otherwise go on until it is killed, and might begin to migrate meanwhile.
 *
 * @param millis how long it lasts, in milliseconds
 */
public record Pause(long millis) {

	private static final long LONGEST_SLEEP_MILLIS = 100;

	/**
	 * Sleeps.
	 * @return whether there is any use in going on; false if the process is ending
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean take() throws InterruptedException {
		Thread hook = new Thread("migrations-end");
		long end = System.nanoTime() + this.millis * 1_000_000;
		for (long left = this.millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
			if (isProcessEnding(hook)) {
				return false;
			}
			Thread.sleep(Math.min(left, LONGEST_SLEEP_MILLIS));
		}
		return !isProcessEnding(hook);
	}

	/**
	 * From that moment on the virtual machine takes no hook any more. Nothing else tells,
	 * and a hook that stays would have to be taken back by somebody.
	 */
	private static boolean isProcessEnding(Thread hook) {
		try {
			Runtime.getRuntime().addShutdownHook(hook);
			return !Runtime.getRuntime().removeShutdownHook(hook);
		}
		catch (IllegalStateException ex) {
			return true;
		}
	}

}
