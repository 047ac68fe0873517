package dev.migrations.benchmarks.measured;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Script as a limit reads it.
 *
 * @param name the file's name
 * @param bytes its bytes; empty where only the directory of a jar was read
 * @param size its length
 * @param crc32 its CRC-32
 */
record Script(String name, byte[] bytes, long size, long crc32) {

	/**
	 * The folder that holds the scripts.
	 */
	static final String FOLDER = "db/migration";

	/**
	 * Reads every script.
	 * @param files the directory or jar
	 * @return the scripts in their order
	 * @throws IOException if they cannot be read
	 */
	static List<Script> read(Path files) throws IOException {
		List<Script> scripts = Files.isDirectory(files) ? readDirectory(files) : readJar(files, true);
		scripts.sort(Comparator.comparing(Script::name));
		return scripts;
	}

	/**
	 * Lists the scripts of a jar by its central directory, opening none.
	 * @param jar the jar
	 * @return the scripts
	 * @throws IOException if it cannot be read
	 */
	static List<Script> list(Path jar) throws IOException {
		return readJar(jar, false);
	}

	private static List<Script> readDirectory(Path files) throws IOException {
		List<Script> scripts = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.resolve(FOLDER))) {
			for (Path entry : entries) {
				byte[] bytes = Files.readAllBytes(entry);
				CRC32 crc32 = new CRC32();
				crc32.update(bytes);
				scripts.add(new Script(entry.getFileName().toString(), bytes, bytes.length, crc32.getValue()));
			}
		}
		return scripts;
	}

	private static List<Script> readJar(Path jar, boolean content) throws IOException {
		List<Script> scripts = new ArrayList<>();
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			Enumeration<? extends ZipEntry> entries = zip.entries();
			while (entries.hasMoreElements()) {
				ZipEntry entry = entries.nextElement();
				String name = entry.getName();
				if (name.startsWith(FOLDER) && name.endsWith(".sql")) {
					scripts.add(new Script(name.substring(FOLDER.length() + 1),
							content ? content(zip, entry) : new byte[0], entry.getSize(), entry.getCrc()));
				}
			}
		}
		return scripts;
	}

	private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
		try (InputStream in = zip.getInputStream(entry)) {
			return in.readAllBytes();
		}
	}

	String checksum() {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(this.bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The statements of a script of these benchmarks, each of which ends its line.
	 */
	String[] statements() {
		return new String(this.bytes, StandardCharsets.UTF_8).split(";\n");
	}

}
