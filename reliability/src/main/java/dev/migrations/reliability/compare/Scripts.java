package dev.migrations.reliability.compare;

import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.migrations.JavaMigration;
import dev.migrations.MigratorBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.FileSystemUtils;

/**
 * The scripts of a release, where a migrator finds them.
 */
final class Scripts implements AutoCloseable {

	private final Packing packing;

	private final Path directory;

	private final List<JavaMigration> code = new ArrayList<>();

	private @Nullable URLClassLoader jar;

	private int written;

	Scripts(Packing packing) throws IOException {
		this.packing = packing;
		this.directory = Files.createTempDirectory("compare");
	}

	/**
	 * Puts scripts in the place of those that were there before.
	 */
	void write(List<Script> scripts) throws IOException {
		Map<String, String> texts = new TreeMap<>();
		this.code.clear();
		for (Script script : scripts) {
			if (script.isCode()) {
				this.code.add(new Coded(script));
				continue;
			}
			texts.put(script.file(), script.text());
			Script undo = script.undoScript();
			if (undo != null) {
				texts.put(undo.file(), undo.text());
			}
		}
		clear();
		if (this.packing != Packing.DIRECTORY) {
			this.jar = this.packing.pack(texts, this.directory.resolve("scripts" + ++this.written + ".jar"));
			return;
		}
		for (Map.Entry<String, String> text : texts.entrySet()) {
			Files.writeString(this.directory.resolve(text.getKey()), text.getValue());
		}
	}

	/**
	 * Tells a migrator where they are.
	 */
	void set(MigratorBuilder builder) {
		builder.javaMigrations(this.code.toArray(JavaMigration[]::new));
		if (this.jar != null) {
			builder.locations("classpath:db/migration").resourceLoader(new DefaultResourceLoader(this.jar));
		}
		else {
			builder.locations("file:" + this.directory);
		}
	}

	private void clear() throws IOException {
		if (this.jar != null) {
			this.jar.close();
			this.jar = null;
		}
		try (var files = Files.list(this.directory)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
	}

	@Override
	public void close() throws IOException {
		clear();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
