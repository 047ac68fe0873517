package dev.migrations.reliability.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A small disk in memory that can be filled to the last byte. Only the super user can
 * mount one.
 */
public final class FullDisk implements AutoCloseable {

	private static final int BLOCK = 4096;

	private final Path directory;

	private FullDisk(Path directory) {
		this.directory = directory;
	}

	/**
	 * Mounts a disk.
	 * @param megabytes its size
	 * @return the disk; null where that is not possible
	 */
	public static @Nullable FullDisk mount(int megabytes) {
		try {
			Path directory = Files.createTempDirectory("disk");
			if (run("mount", "-t", "tmpfs", "-o", "mode=1777,size=" + megabytes + "m", "tmpfs", directory.toString())) {
				return new FullDisk(directory);
			}
			Files.delete(directory);
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Where it is mounted.
	 * @return the directory
	 */
	public Path directory() {
		return this.directory;
	}

	/**
	 * Fills it.
	 */
	public void fill() {
		byte[] block = new byte[BLOCK];
		try (OutputStream filler = Files.newOutputStream(filler())) {
			while (true) {
				filler.write(block);
			}
		}
		catch (IOException ex) {
			// That is what was wanted.
		}
	}

	/**
	 * Makes room again.
	 */
	public void free() {
		try {
			Files.deleteIfExists(filler());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path filler() {
		return this.directory.resolve("filler");
	}

	private static boolean run(String... command) throws IOException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	@Override
	public void close() {
		try {
			if (run("umount", "-l", this.directory.toString())) {
				Files.delete(this.directory);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
