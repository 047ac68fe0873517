package dev.migrations.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import dev.migrations.model.Checksum;
import dev.migrations.model.ResolvedMigration;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.loader.launch.JarLauncher;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs an executable jar as Spring Boot builds it, in a process of its own: migrations in
 * its classes and in jars inside of it.
 */
class ExecutableJarTests {

	private static final String IN_CLASSES = "-- BOOT-INF/classes/db/migration/V1__a.sql";

	private static final String IN_JAR = "-- db/migration/V2__b ü.sql";

	private static final String IN_BARE_JAR = "-- db/bare/V3__c.sql";

	@TempDir
	private Path directory;

	@Test
	void readsMigrationsFromClassesAndFromJarsInside() throws Exception {
		Path jar = SourceKit.jarOfContents(this.directory.resolve("my app.jar"), executable());
		assertThat(output("-jar", jar.toString())).containsExactly("V1__a.sql: " + IN_CLASSES, "V2__b ü.sql: " + IN_JAR,
				"V3__c.sql: " + IN_BARE_JAR, "V1__a.sql is known by CRC-32 " + crc32(IN_CLASSES),
				"V2__b ü.sql is known by CRC-32 " + crc32(IN_JAR + "\n"),
				"V3__c.sql is known by CRC-32 " + crc32(IN_BARE_JAR + "\n"));
	}

	@Test
	void readsAnUnpackedApplicationAndTrustsOnlyTheJarsInside() throws Exception {
		Path unpacked = this.directory.resolve("my app");
		for (Map.Entry<String, byte[]> entry : executable().entrySet()) {
			Path file = unpacked.resolve(entry.getKey());
			if (entry.getKey().endsWith("/")) {
				Files.createDirectories(file);
			}
			else {
				Files.createDirectories(file.getParent());
				Files.write(file, entry.getValue());
			}
		}
		assertThat(output("-cp", unpacked.toString(), JarLauncher.class.getName())).containsExactly(
				"V1__a.sql: " + IN_CLASSES, "V2__b ü.sql: " + IN_JAR, "V3__c.sql: " + IN_BARE_JAR, "V1__a.sql was read",
				"V2__b ü.sql is known by CRC-32 " + crc32(IN_JAR + "\n"),
				"V3__c.sql is known by CRC-32 " + crc32(IN_BARE_JAR + "\n"));
	}

	private static List<String> output(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Dfile.encoding=UTF-8"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output.lines().toList();
	}

	private static long crc32(String text) {
		CRC32 crc32 = new CRC32();
		crc32.update(text.getBytes(StandardCharsets.UTF_8));
		return crc32.getValue();
	}

	/**
	 * An application with a script of its own, and one in each of two jars inside.
	 */
	private Map<String, byte[]> executable() throws IOException, URISyntaxException {
		Path withFolders = SourceKit.jar(this.directory.resolve("one.jar"), "db/migration/V2__b ü.sql",
				"db/migration/sqlite/V9__x.sql");
		Path withoutFolders = SourceKit.jarOfEntries(this.directory.resolve("two.jar"), "META-INF/MANIFEST.MF",
				"db/bare/V3__c.sql");
		Map<String, byte[]> contents = new LinkedHashMap<>();
		contents.put("META-INF/", new byte[0]);
		contents.put("META-INF/MANIFEST.MF",
				("Manifest-Version: 1.0\nMain-Class: " + JarLauncher.class.getName() + "\nStart-Class: "
						+ Probe.class.getName()
						+ "\nSpring-Boot-Classes: BOOT-INF/classes/\nSpring-Boot-Lib: BOOT-INF/lib/\n")
					.getBytes(StandardCharsets.UTF_8));
		try (ZipInputStream loader = new ZipInputStream(Files.newInputStream(root(JarLauncher.class)))) {
			for (ZipEntry entry = loader.getNextEntry(); entry != null; entry = loader.getNextEntry()) {
				if (entry.getName().startsWith("org/")) {
					contents.put(entry.getName(), loader.readAllBytes());
				}
			}
		}
		Map<String, byte[]> classes = new TreeMap<>();
		addClasses(classes, root(MigrationSource.class));
		addClasses(classes, root(Probe.class));
		classes.put("BOOT-INF/classes/db/migration/V1__a.sql", IN_CLASSES.getBytes(StandardCharsets.UTF_8));
		for (String path : List.copyOf(classes.keySet())) {
			for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
				classes.put(path.substring(0, end + 1), new byte[0]);
			}
		}
		contents.putAll(classes);
		contents.put("BOOT-INF/lib/", new byte[0]);
		for (Path library : List.of(withFolders, withoutFolders)) {
			contents.put("BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library));
		}
		for (Class<?> type : List.of(DefaultResourceLoader.class, LogFactory.class, NullMarked.class)) {
			contents.put("BOOT-INF/lib/" + root(type).getFileName(), Files.readAllBytes(root(type)));
		}
		return contents;
	}

	private static void addClasses(Map<String, byte[]> contents, Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root.resolve("dev"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				String name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
				contents.put("BOOT-INF/classes/" + name, Files.readAllBytes(file));
			}
		}
	}

	private static Path root(Class<?> type) throws URISyntaxException {
		return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	/**
	 * Main class of the executable jar.
	 */
	static final class Probe {

		private Probe() {
		}

		public static void main(String[] args) throws IOException {
			ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
			read(classLoader);
			for (String location : List.of("db/migration", "db/bare")) {
				ResolvedMigrations resolved = SourceKit.source(classLoader, location)
					.resolve((key, size, crc32) -> (crc32 >= 0) ? new Checksum("v1:sha256:" + size) : null);
				for (ResolvedMigration migration : resolved.migrations()) {
					boolean known = migration.checksum().value().equals("v1:sha256:" + migration.size());
					print(migration.script() + (known ? " is known by CRC-32 " + migration.crc32() : " was read"));
				}
			}
		}

		private static void print(String line) {
			System.out.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
		}

		private static void read(ClassLoader classLoader) throws IOException {
			for (String location : List.of("db/migration", "db/bare")) {
				for (ResolvedMigration migration : SourceKit.source(classLoader, location).resolve().migrations()) {
					ByteArrayOutputStream out = new ByteArrayOutputStream();
					try (InputStream in = migration.content().open()) {
						in.transferTo(out);
					}
					print(migration.script() + ": " + out.toString(StandardCharsets.UTF_8).strip());
				}
			}
		}

	}

}
