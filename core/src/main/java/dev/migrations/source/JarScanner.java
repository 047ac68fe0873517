package dev.migrations.source;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.ScriptContent;
import org.jspecify.annotations.Nullable;

/**
 * Lists the scripts below folders of jars, nested ones included. The entries of a jar are
 * read once however many of its folders are asked for; a jar stays open until the scanner
 * is closed, so that its scripts can be read without opening it for each. The JVM-wide
 * cache of connections is not used: it would keep the jar open for ever.
 */
final class JarScanner implements AutoCloseable {

	private final Map<String, OpenJar> jars = new HashMap<>();

	/**
	 * Lists a folder.
	 * @param location the location as messages name it
	 * @param connection connection to any entry of the jar, not opened yet
	 * @param folder the folder in the jar
	 * @return its scripts
	 * @throws IOException if the jar cannot be read
	 */
	List<ScriptFile> list(String location, JarURLConnection connection, String folder) throws IOException {
		String prefix = folder.endsWith("/") ? folder : folder + '/';
		String origin = connection.getJarFileURL().toString();
		File plain = plainFile(connection.getJarFileURL());
		OpenJar jar = this.jars.get(origin);
		if (jar == null) {
			// A connection takes several times as long as the jar itself.
			jar = OpenJar.of((plain != null) ? new JarFile(plain) : connection.getJarFile());
			this.jars.put(origin, jar);
		}
		List<ScriptFile> scripts = new ArrayList<>();
		for (JarEntry entry : jar.scripts) {
			String name = entry.getName();
			if (name.indexOf('\\') >= 0) {
				name = name.replace('\\', '/');
			}
			if (name.startsWith(prefix)) {
				String path = name.substring(prefix.length());
				if (isVisible(location, origin, path)) {
					scripts.add(new ScriptFile(location, path, origin, entry.getSize(), entry.getCrc(), entry.getCrc(),
							new ClosedEntry(connection.getURL(), plain, entry), new OpenEntry(jar.file, entry)));
				}
			}
		}
		return scripts;
	}

	/**
	 * The jar where it is a file of its own.
	 * @return the file; null for a jar inside of another
	 */
	private static @Nullable File plainFile(URL jar) {
		try {
			return jar.getProtocol().equals("file") ? new File(jar.toURI()) : null;
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			// A space that is not encoded, or a host: the connection knows how to read
			// it.
			return null;
		}
	}

	/**
	 * Whether no part of a path begins with a dot. An entry whose name leads elsewhere is
	 * made by hand, and for no good purpose.
	 */
	private static boolean isVisible(String location, String origin, String path) {
		boolean visible = true;
		char previous = '/';
		for (int i = 0; i < path.length(); i++) {
			char c = path.charAt(i);
			if (previous == '/' && c <= '/') {
				if (c == '/' || isParent(path, i)) {
					throw malformed(location, origin, path);
				}
				visible &= c != '.';
			}
			if (c == '\0' || (c == ':' && i == 1)) {
				throw malformed(location, origin, path);
			}
			previous = c;
		}
		return visible;
	}

	private static boolean isParent(String path, int start) {
		return path.startsWith("..", start) && (start + 2 == path.length() || path.charAt(start + 2) == '/');
	}

	private static InvalidLocationException malformed(String location, String origin, String path) {
		return new InvalidLocationException(
				"The jar " + origin + " has an entry in the location '" + location
						+ "' whose name leads out of it or is malformed: '" + path.replace('\0', '?') + "'.",
				"Build the jar anew, from a source that you trust.");
	}

	@Override
	public void close() {
		for (OpenJar jar : this.jars.values()) {
			try {
				jar.file.close();
			}
			catch (IOException ex) {
				// Everything was read from it.
			}
		}
	}

	private record OpenJar(JarFile file, List<JarEntry> scripts) {

		static OpenJar of(JarFile file) {
			List<JarEntry> scripts = new ArrayList<>();
			Enumeration<JarEntry> entries = file.entries();
			while (entries.hasMoreElements()) {
				JarEntry entry = entries.nextElement();
				if (ScriptFile.isScript(entry.getName())) {
					scripts.add(entry);
				}
			}
			return new OpenJar(file, scripts);
		}

	}

	private record OpenEntry(JarFile jar, JarEntry entry) implements ScriptContent {

		@Override
		public InputStream open() throws IOException {
			return this.jar.getInputStream(this.entry);
		}

	}

	/**
	 * Entry of a jar that is opened for it.
	 *
	 * @param url of any entry of the jar
	 * @param plain the jar, if it is a file of its own, which is opened in a fraction of
	 * the time that a connection takes
	 * @param entry the entry
	 */
	private record ClosedEntry(URL url, @Nullable File plain, JarEntry entry) implements ScriptContent {

		@Override
		public InputStream open() throws IOException {
			ZipFile jar = (this.plain != null) ? new ZipFile(this.plain) : connected();
			try {
				return LastStream.of(jar, this.entry);
			}
			catch (IOException | RuntimeException ex) {
				jar.close();
				throw ex;
			}
		}

		private ZipFile connected() throws IOException {
			JarURLConnection connection = (JarURLConnection) this.url.openConnection();
			connection.setUseCaches(false);
			return connection.getJarFile();
		}

	}

	/**
	 * Stream of an entry, with which its jar is closed.
	 */
	private static final class LastStream extends FilterInputStream {

		private final ZipFile jar;

		private LastStream(ZipFile jar, ZipEntry entry) throws IOException {
			super(jar.getInputStream(entry));
			this.jar = jar;
		}

		static InputStream of(ZipFile jar, ZipEntry entry) throws IOException {
			return new LastStream(jar, entry);
		}

		@Override
		public void close() throws IOException {
			try (this.jar) {
				super.close();
			}
		}

	}

}
