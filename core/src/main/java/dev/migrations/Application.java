package dev.migrations;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The application that migrates, as the history names it.
 *
 * @param name its name; null if it has none
 * @param version its version; null if it is not known
 */
record Application(@Nullable String name, @Nullable String version) {

	private static final String HOST_NAME = "/etc/hostname";

	/** A link whose target is the number of the process, where there is such a thing. */
	private static final Path PROCESS = Path.of("/proc/self");

	/**
	 * This process: its host and its number there. The name of the host is not looked up
	 * in a network, which may take long.
	 */
	String instance() {
		return host() + " pid " + process();
	}

	/**
	 * Java's own way sets up a pool of threads, which a new JVM takes longer for than for
	 * asking for the lock.
	 */
	private static String process() {
		try {
			return Files.readSymbolicLink(PROCESS).toString();
		}
		catch (IOException | UnsupportedOperationException ex) {
			return String.valueOf(ProcessHandle.current().pid());
		}
	}

	private static String host() {
		String host = System.getenv("HOSTNAME");
		if (host == null) {
			host = System.getenv("COMPUTERNAME");
		}
		if (host != null) {
			return host;
		}
		try (InputStream file = new FileInputStream(HOST_NAME)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			return "localhost";
		}
	}

}
