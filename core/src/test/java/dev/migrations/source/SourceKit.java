package dev.migrations.source;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.migrations.model.Checksum;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.ScriptContent;
import dev.migrations.model.ScriptOptions;

/**
 * Makes files and jars, and sources that read them.
 */
final class SourceKit {

	static final Set<String> DATABASES = Set.of("sqlite", "postgresql", "mariadb", "mysql", "h2", "clickhouse");

	private SourceKit() {
	}

	/**
	 * Writes files whose text is their name.
	 */
	static Path write(Path folder, String... paths) {
		for (String path : paths) {
			writeText(folder.resolve(path), "-- " + path + "\n");
		}
		return folder;
	}

	static Path writeText(Path file, String text) {
		try {
			Files.createDirectories(file.getParent());
			return Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes a jar with an entry for every folder, as Maven and Gradle do.
	 */
	static Path jar(Path jar, String... paths) throws IOException {
		Set<String> entries = new TreeSet<>(List.of("META-INF/", "META-INF/MANIFEST.MF"));
		for (String path : paths) {
			for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
				entries.add(path.substring(0, end + 1));
			}
			entries.add(path);
		}
		return jarOfEntries(jar, entries.toArray(String[]::new));
	}

	/**
	 * Makes a jar with exactly these entries.
	 */
	static Path jarOfEntries(Path jar, String... entries) throws IOException {
		Map<String, byte[]> contents = new LinkedHashMap<>();
		for (String entry : entries) {
			String text = entry.endsWith("/") ? "" : "-- " + entry + "\n";
			contents.put(entry, entry.equals("META-INF/MANIFEST.MF") ? "Manifest-Version: 1.0\n".getBytes()
					: text.getBytes(StandardCharsets.UTF_8));
		}
		return jarOfContents(jar, contents);
	}

	/**
	 * Makes a jar whose entries are not compressed, so that it can hold jars.
	 */
	static Path jarOfContents(Path jar, Map<String, byte[]> contents) throws IOException {
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			zip.setMethod(ZipOutputStream.STORED);
			for (Map.Entry<String, byte[]> content : contents.entrySet()) {
				CRC32 crc32 = new CRC32();
				crc32.update(content.getValue());
				ZipEntry entry = new ZipEntry(content.getKey());
				entry.setSize(content.getValue().length);
				entry.setCrc(crc32.getValue());
				zip.putNextEntry(entry);
				zip.write(content.getValue());
				zip.closeEntry();
			}
		}
		return jar;
	}

	static URLClassLoader classLoader(Path... roots) throws IOException {
		List<URL> urls = new ArrayList<>();
		for (Path root : roots) {
			urls.add(root.toUri().toURL());
		}
		return new URLClassLoader(urls.toArray(URL[]::new), null);
	}

	static MigrationSource source(ClassLoader classLoader, String... locations) {
		return source(classLoader, List.of("sqlite"), locations);
	}

	static MigrationSource source(ClassLoader classLoader, List<String> vendorFolders, String... locations) {
		return new MigrationSource(List.of(locations), true, vendorFolders, DATABASES, classLoader, new NoOptions());
	}

	static MigrationSource source(Path folder) {
		return source(SourceKit.class.getClassLoader(), "file:" + folder);
	}

	static List<String> scripts(ResolvedMigrations resolved) {
		return resolved.migrations().stream().map(ResolvedMigration::script).toList();
	}

	static List<String> texts(ResolvedMigrations resolved) throws IOException {
		List<String> texts = new ArrayList<>();
		for (ResolvedMigration migration : resolved.migrations()) {
			texts.add(text(migration.content()));
		}
		return texts;
	}

	static String text(ScriptContent content) throws IOException {
		try (var in = content.open()) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	/**
	 * Finds no options, and counts how often it is asked.
	 */
	static final class NoOptions implements ScriptAnalysis {

		int options;

		int statementChecksums;

		@Override
		public ScriptOptions options(String script, ScriptContent content) throws IOException {
			this.options++;
			return new ScriptOptions(!text(content).contains("migrations: transaction=none"), null);
		}

		@Override
		public Checksum statementChecksum(String script, ScriptContent content, Checksum sought) throws IOException {
			this.statementChecksums++;
			return new Checksum(Checksum.STATEMENTS_V1 + text(content).length());
		}

	}

}
