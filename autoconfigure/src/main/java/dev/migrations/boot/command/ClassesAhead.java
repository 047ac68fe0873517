package dev.migrations.boot.command;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads classes that a command, or the look at the database at every start, will need
 * while the environment and the context are still being prepared, on a second processor:
 * a new JVM spends most of the time of either on loading them one after the other.
 * <p>
 * Which ones is a list in the jar. Behind a name may stand
 * <ul>
 * <li>{@value #LOADED}: the class is only mentioned by others, and neither verified nor
 * linked, which takes longer than loading it;</li>
 * <li>a static method, which is called: the driver of SQLite takes as long as all else
 * together to unpack its native library. Where the temporary directory refuses such
 * libraries, it is left to the connection, so that the driver says so once.</li>
 * </ul>
 * A name that is not there is passed over, so that a list that has become old costs time
 * and nothing else. Nothing else is initialized.
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

	private static final String OF_DRIVERS = "META-INF/migrations/driver-classes-";

	private static final String LOADED = "loaded";

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
			try {
				thread.start();
			}
			catch (OutOfMemoryError ex) {
				// There may be no more threads.
			}
		}
	}

	/**
	 * The list for the driver of a database; there need not be one of that name.
	 * @param url the JDBC URL
	 */
	static String ofDriver(String url) {
		int begin = url.indexOf(':') + 1;
		int end = url.indexOf(':', begin);
		return OF_DRIVERS + ((end > begin) ? url.substring(begin, end) : "") + ".txt";
	}

	@Override
	public void run() {
		try {
			for (String line : lines(this.classLoader, this.list)) {
				load(line);
			}
		}
		catch (IOException | RuntimeException ex) {
			// Such as that of a class loader that has been closed: whoever needs a class
			// loads it.
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
		int space = line.indexOf(' ');
		return (space < 0) ? line : line.substring(0, space);
	}

	private void load(String line) {
		try {
			String name = name(line);
			Class<?> loaded = Class.forName(name, false, this.classLoader);
			if (line.length() == name.length()) {
				// To tell its constructors the JVM verifies and links it, too.
				loaded.getDeclaredConstructors();
			}
			else if (!line.endsWith(LOADED) && takesLibraries()) {
				loaded.getMethod(line.substring(name.length() + 1)).invoke(null);
			}
		}
		catch (ReflectiveOperationException | LinkageError ex) {
			// This application has none, or lacks what it needs: whoever needs it will
			// say so.
		}
	}

	/**
	 * Whether the driver of SQLite could execute what it writes where it unpacks its
	 * library.
	 */
	private static boolean takesLibraries() {
		String directory = System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
		File probe = new File(directory, "migrations-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
		try {
			return probe.createNewFile() && probe.setExecutable(true) && probe.canExecute();
		}
		catch (IOException ex) {
			return false;
		}
		finally {
			probe.delete();
		}
	}

}
