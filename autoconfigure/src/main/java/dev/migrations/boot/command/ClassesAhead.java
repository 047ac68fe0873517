package dev.migrations.boot.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads classes that a command, or the look at the database at every start, will need
 * while the environment is still being prepared, on a second processor: a new JVM spends
 * most of the time of either on loading them one after the other.
 * <p>
 * Which ones is a list in the jar, in which {@value #LOADED} behind a name tells that it
 * is only mentioned by others: such a class is neither verified nor linked, which takes
 * longer than loading it. A name that is not there is passed over, so that a list that
 * has become old costs time and nothing else. Nothing is initialized.
 */
final class ClassesAhead implements Runnable {

	/**
	 * The list for commands, one name a line.
	 */
	static final String OF_COMMANDS = "META-INF/migrations/command-classes.txt";

	/**
	 * The list for applications that start.
	 */
	static final String OF_STARTS = "META-INF/migrations/start-classes.txt";

	private static final String LOADED = " loaded";

	private final ClassLoader classLoader;

	private final String list;

	private ClassesAhead(ClassLoader classLoader, String list) {
		this.classLoader = classLoader;
		this.list = list;
	}

	/**
	 * Begins to load them, if there is a processor for it.
	 * @param classLoader loads them
	 * @param list which ones
	 */
	static void load(ClassLoader classLoader, String list) {
		if (Runtime.getRuntime().availableProcessors() > 1) {
			Thread thread = new Thread(new ClassesAhead(classLoader, list), "migrations-classes");
			thread.setDaemon(true);
			thread.start();
		}
	}

	@Override
	public void run() {
		try {
			for (String line : lines(this.classLoader, this.list)) {
				load(line);
			}
		}
		catch (IOException ex) {
			// Whoever needs a class loads it.
		}
	}

	/**
	 * The lines of a list.
	 * @param classLoader where it is
	 * @param name its name
	 * @throws IOException if it cannot be read
	 */
	static List<String> lines(ClassLoader classLoader, String name) throws IOException {
		List<String> found = new ArrayList<>();
		try (InputStream list = classLoader.getResourceAsStream(name)) {
			if (list == null) {
				return found;
			}
			BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (!line.startsWith("#")) {
					found.add(line);
				}
			}
		}
		return found;
	}

	/**
	 * The name in a line of a list.
	 */
	static String name(String line) {
		return line.endsWith(LOADED) ? line.substring(0, line.length() - LOADED.length()) : line;
	}

	private void load(String line) {
		try {
			Class<?> loaded = Class.forName(name(line), false, this.classLoader);
			if (!line.endsWith(LOADED)) {
				// To tell its constructors the JVM verifies and links it, too.
				loaded.getDeclaredConstructors();
			}
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// This application has none, or lacks what it needs.
		}
	}

}
