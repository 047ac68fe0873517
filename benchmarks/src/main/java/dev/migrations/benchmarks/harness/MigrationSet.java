package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import dev.migrations.benchmarks.InsertScript;

/**
 * Scripts to apply, as a directory and as a jar.
 *
 * @param directory the directory
 * @param jar the jar
 */
record MigrationSet(Path directory, Path jar) {

	private static final String CHANGE_LOG = """
			<?xml version="1.0" encoding="UTF-8"?>
			<databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
				xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
				xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
					http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
				<includeAll path="db/migration"/>
			</databaseChangeLog>
			""";

	/**
	 * Makes small migrations of three statements each: a table, an index and a row.
	 * @param parent where
	 * @param count how many
	 * @return the migrations
	 */
	static MigrationSet small(Path parent, int count) throws IOException {
		Path directory = prepare(parent.resolve("small-" + count));
		for (int i = 1; i <= count; i++) {
			Files.writeString(script(directory, i, "table"), """
					CREATE TABLE orders_%1$d (
					  id       INTEGER PRIMARY KEY,
					  customer VARCHAR(100) NOT NULL,
					  total    NUMERIC(12, 2)
					);
					CREATE INDEX orders_%1$d_customer ON orders_%1$d (customer);
					INSERT INTO orders_%1$d (id, customer, total) VALUES (%1$d, 'Customer %1$d', %1$d.50);
					""".formatted(i));
		}
		return new MigrationSet(directory, jar(directory, directory.resolveSibling(directory.getFileName() + ".jar")));
	}

	/**
	 * Makes a table, and one script of single-row INSERTs into it.
	 * @param parent where
	 * @param megabytes size of the script
	 * @return the migrations
	 */
	static MigrationSet large(Path parent, int megabytes) throws IOException {
		Path directory = prepare(parent.resolve("large-" + megabytes));
		Files.writeString(script(directory, 1, "customers"),
				"CREATE TABLE customers (id INTEGER PRIMARY KEY, name VARCHAR(100), email VARCHAR(100), "
						+ "balance NUMERIC(12, 2), note VARCHAR(200), created_at TIMESTAMP NULL);\n");
		try (InputStream in = new InsertScript(megabytes * 1_000_000L);
				OutputStream out = Files.newOutputStream(script(directory, 2, "data"))) {
			in.transferTo(out);
		}
		return new MigrationSet(directory, directory);
	}

	private static Path prepare(Path directory) throws IOException {
		Files.createDirectories(directory.resolve("db/migration"));
		Files.writeString(directory.resolve("db/changelog.xml"), CHANGE_LOG);
		return directory;
	}

	private static Path script(Path directory, int version, String description) {
		return directory.resolve(String.format(Locale.ROOT, "db/migration/V%05d__%s.sql", version, description));
	}

	/**
	 * Packs a directory, with entries for folders, as build tools do.
	 * @param directory the directory
	 * @param jar where to
	 * @return the jar
	 */
	static Path jar(Path directory, Path jar) throws IOException {
		List<Path> paths;
		try (var walk = Files.walk(directory)) {
			paths = walk.sorted().skip(1).filter((path) -> !path.equals(directory.resolve("META-INF"))).toList();
		}
		try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
			out.putNextEntry(new ZipEntry("META-INF/"));
			out.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
			out.write("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8));
			for (Path path : paths) {
				boolean folder = Files.isDirectory(path);
				out.putNextEntry(new ZipEntry(directory.relativize(path) + (folder ? "/" : "")));
				if (!folder) {
					Files.copy(path, out);
				}
			}
		}
		return jar;
	}

}
