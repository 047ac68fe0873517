package dev.migrations.reliability.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.springframework.boot.loader.net.protocol.Handlers;

/**
 * What scripts are packed into.
 */
enum Packing {

	/** Files of a directory. */
	DIRECTORY,

	/** A jar. */
	JAR,

	/** A jar without entries for its folders. */
	JAR_WITHOUT_FOLDERS,

	/** A jar within that of an application, as Spring Boot builds it. */
	NESTED_JAR;

	private static final String FOLDER = "db/migration/";

	private static final String INNER = "BOOT-INF/lib/scripts.jar";

	/**
	 * Packs scripts into a jar.
	 * @param texts the scripts by their files
	 * @param jar the file to be made
	 * @return what reads it as a class path
	 */
	URLClassLoader pack(Map<String, String> texts, Path jar) throws IOException {
		if (this != NESTED_JAR) {
			try (OutputStream file = Files.newOutputStream(jar)) {
				write(texts, file);
			}
			return reader(jar.toUri().toURL());
		}
		Handlers.register();
		ByteArrayOutputStream inner = new ByteArrayOutputStream();
		write(texts, inner);
		try (ZipOutputStream outer = new ZipOutputStream(Files.newOutputStream(jar))) {
			// As it is, so that it can be read where it lies.
			ZipEntry entry = new ZipEntry(INNER);
			CRC32 crc32 = new CRC32();
			crc32.update(inner.toByteArray());
			entry.setMethod(ZipEntry.STORED);
			entry.setSize(inner.size());
			entry.setCrc(crc32.getValue());
			outer.putNextEntry(entry);
			outer.write(inner.toByteArray());
			outer.closeEntry();
		}
		return reader(URI.create("jar:nested:" + jar.toUri().getRawPath() + "/!" + INNER + "!/").toURL());
	}

	private static URLClassLoader reader(URL url) {
		return new URLClassLoader(new URL[] { url }, ClassLoader.getPlatformClassLoader());
	}

	private void write(Map<String, String> texts, OutputStream to) throws IOException {
		try (ZipOutputStream zip = new ZipOutputStream(to)) {
			if (this != JAR_WITHOUT_FOLDERS) {
				for (String folder : new String[] { "META-INF/", "db/", FOLDER }) {
					zip.putNextEntry(new ZipEntry(folder));
				}
			}
			// By which a jar without folders is found.
			zip.putNextEntry(new ZipEntry(JarFile.MANIFEST_NAME));
			zip.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
			for (Map.Entry<String, String> text : texts.entrySet()) {
				zip.putNextEntry(new ZipEntry(FOLDER + text.getKey()));
				zip.write(text.getValue().getBytes(StandardCharsets.UTF_8));
			}
		}
	}

}
