package dev.migrations.reliability.system;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Signal to a process that {@link ProcessHandle} cannot send.
 */
public enum Signal {

	/**
	 * Stops all of its threads.
	 */
	STOP,

	/**
	 * Lets them go on.
	 */
	CONT,

	/**
	 * Interrupts it, as from a terminal. PostgreSQL ends its sessions and writes
	 * everything.
	 */
	INT;

	/**
	 * Sends it, and waits until it is sent.
	 * @param pid the process
	 */
	public void send(long pid) {
		try {
			new ProcessBuilder("kill", "-" + this, Long.toString(pid)).start().waitFor();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}
