package dev.migrations;

import java.io.IOException;
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

	private static final Path HOST_NAME = Path.of("/etc/hostname");

	/**
	 * This process: its host and its number there. The name of the host is not looked up
	 * in a network, which may take long.
	 */
	String instance() {
		return host() + " pid " + ProcessHandle.current().pid();
	}

	private static String host() {
		String host = System.getenv("HOSTNAME");
		if (host == null) {
			host = System.getenv("COMPUTERNAME");
		}
		try {
			return (host != null) ? host : Files.readString(HOST_NAME).strip();
		}
		catch (IOException ex) {
			return "localhost";
		}
	}

}
