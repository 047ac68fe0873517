package dev.migrations.source;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.ScriptContent;

/**
 * Lists the scripts below a directory.
 * <p>
 * Symbolic links are followed once everything that is not behind one is listed, and only
 * to what lies inside the directory and was not listed before; in the order of their
 * paths, so that the same one of two that lead to one file gives its name everywhere.
 * Names that begin with a dot are left out: version control, what editors leave behind,
 * and the directories with which Kubernetes exchanges a whole ConfigMap at once, and to
 * which its visible links lead.
 */
final class DirectoryScanner {

	/** What the virtual machine has in place of bytes that are no letter to it. */
	private static final char UNDECODED = '\uFFFD';

	private final String location;

	private final Path root;

	private final List<ScriptFile> scripts = new ArrayList<>();

	private final Set<Path> seen = new HashSet<>();

	private final Queue<Link> links = new PriorityQueue<>();

	private DirectoryScanner(String location, Path root) {
		this.location = location;
		this.root = root;
	}

	/**
	 * Lists a directory.
	 * @param location the location as messages name it
	 * @param directory the directory, which exists
	 * @return its scripts
	 * @throws IOException if it cannot be read
	 */
	static List<ScriptFile> list(String location, Path directory) throws IOException {
		DirectoryScanner scanner = new DirectoryScanner(location, directory.toRealPath());
		scanner.directory(scanner.root, "");
		while (!scanner.links.isEmpty()) {
			scanner.follow(scanner.links.remove());
		}
		return scanner.scripts;
	}

	private void directory(Path directory, String prefix) throws IOException {
		if (!this.seen.add(directory)) {
			return;
		}
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
			for (Path entry : entries) {
				String name = entry.getFileName().toString();
				if (name.startsWith(".")) {
					continue;
				}
				BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class,
						LinkOption.NOFOLLOW_LINKS);
				if (attributes.isSymbolicLink()) {
					this.links.add(new Link(entry, prefix + name));
				}
				else {
					add(entry, prefix + name, attributes);
				}
			}
		}
	}

	private void add(Path real, String path, BasicFileAttributes attributes) throws IOException {
		if (attributes.isDirectory()) {
			directory(real, path + '/');
		}
		else if (ScriptFile.isScript(path) && this.seen.add(real)) {
			if (path.indexOf(UNDECODED) >= 0) {
				throw LocationProblem.undecoded(this.location, path);
			}
			if (!attributes.isRegularFile()) {
				throw new InvalidLocationException(
						"'" + path + "' in the location '" + this.location + "' is not a file that can be read twice.",
						"Replace it by a regular file.");
			}
			ScriptContent content = new FileContent(real.toFile());
			this.scripts.add(new ScriptFile(this.location, path, this.root.toString(), attributes.size(),
					attributes.lastModifiedTime().toMillis(), ScriptFile.NO_CRC32, content, content));
		}
	}

	private void follow(Link link) throws IOException {
		Path real;
		try {
			real = link.entry.toRealPath();
		}
		catch (IOException ex) {
			if (!ScriptFile.isScript(link.path)) {
				return;
			}
			throw new InvalidLocationException(
					"The symbolic link '" + link.entry + "' in the location '" + this.location + "' leads nowhere.",
					"Remove the link, or restore the file that it leads to.", ex);
		}
		BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
		if (!attributes.isDirectory() && !ScriptFile.isScript(link.path)) {
			return;
		}
		if (!real.startsWith(this.root)) {
			throw new InvalidLocationException(
					"The symbolic link '" + link.entry + "' leads out of the location '" + this.location + "', to '"
							+ real + "'.",
					"Put the files themselves into the location, or remove the link and make their folder a location of its own.");
		}
		add(real, link.path, attributes);
	}

	private record Link(Path entry, String path) implements Comparable<Link> {

		@Override
		public int compareTo(Link other) {
			return this.path.compareTo(other.path);
		}

	}

	/**
	 * File that is read through a stream of the JDK's first days: in a new JVM, opening a
	 * thousand channels takes longer than all else that is done with their content.
	 */
	private record FileContent(File file) implements ScriptContent {

		@Override
		public InputStream open() throws IOException {
			return new FileInputStream(this.file);
		}

	}

}
