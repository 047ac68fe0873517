package dev.migrations.lock;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Process that has a file locked until it ends.
 */
final class FileLockHolder {

	static final String LOCKED = "locked";

	private FileLockHolder() {
	}

	/**
	 * Writes into the file, locks it, and says so.
	 * @param args the file, and what to write into it
	 */
	public static void main(String[] args) throws Exception {
		try (FileChannel channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap(args[1].getBytes(StandardCharsets.UTF_8)));
			channel.lock();
			System.out.println(LOCKED);
			System.in.read();
		}
	}

}
