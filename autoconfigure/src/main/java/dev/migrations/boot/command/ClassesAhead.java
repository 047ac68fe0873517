package dev.migrations.boot.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads classes that a command will need while its environment is still being prepared,
 * on a second processor: a new JVM spends most of a command's time on loading them one
 * after the other.
 * <p>
 * Which ones is a list in the jar. A name that is not there is passed over, so that a
 * list that has become old costs time and nothing else. Nothing is initialized.
 */
final class ClassesAhead implements Runnable {

	/**
	 * The list, one name a line.
	 */
	static final String LIST = "META-INF/migrations/command-classes.txt";

	private final ClassLoader classLoader;

	private ClassesAhead(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	/**
	 * Begins to load them, if there is a processor for it.
	 * @param classLoader loads them
	 */
	static void load(ClassLoader classLoader) {
		if (Runtime.getRuntime().availableProcessors() > 1) {
			Thread thread = new Thread(new ClassesAhead(classLoader), "migrations-classes");
			thread.setDaemon(true);
			thread.start();
		}
	}

	@Override
	public void run() {
		try {
			for (String name : names(this.classLoader)) {
				load(name);
			}
		}
		catch (IOException ex) {
			// Whoever needs a class loads it.
		}
	}

	/**
	 * The list.
	 * @param classLoader where it is
	 * @throws IOException if it cannot be read
	 */
	static List<String> names(ClassLoader classLoader) throws IOException {
		List<String> names = new ArrayList<>();
		try (InputStream list = classLoader.getResourceAsStream(LIST)) {
			if (list == null) {
				return names;
			}
			BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (!line.startsWith("#")) {
					names.add(line);
				}
			}
		}
		return names;
	}

	private void load(String name) {
		try {
			// To tell its constructors the JVM verifies and links it, too.
			Class.forName(name, false, this.classLoader).getDeclaredConstructors();
		}
		catch (ClassNotFoundException | LinkageError ex) {
			// This application has none, or lacks what it needs.
		}
	}

}
