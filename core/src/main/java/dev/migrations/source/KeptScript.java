package dev.migrations.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import dev.migrations.model.ScriptContent;
import org.jspecify.annotations.Nullable;

/**
 * Small script whose bytes are kept when it is read first: it is read for its checksum,
 * and again to be applied, for which its jar would have to be opened once more.
 */
final class KeptScript implements ScriptContent {

	private static final long MOST_BYTES = 16 * 1024;

	private final ScriptContent content;

	private final int size;

	private byte @Nullable [] bytes;

	/**
	 * Keeps a script.
	 * @param content opens it
	 * @param size its length as it was listed
	 */
	KeptScript(ScriptContent content, int size) {
		this.content = content;
		this.size = size;
	}

	/**
	 * Whether a script is worth keeping. One whose size is not known may be of any.
	 */
	static boolean accepts(ScriptFile file) {
		return file.size() >= 0 && file.size() <= MOST_BYTES;
	}

	@Override
	public synchronized InputStream open() throws IOException {
		byte[] kept = this.bytes;
		if (kept == null) {
			kept = read();
			this.bytes = kept;
		}
		return new ByteArrayInputStream(kept);
	}

	/**
	 * Reads it. Who does not say how much there is gets buffers for many times that.
	 */
	private byte[] read() throws IOException {
		try (InputStream in = this.content.open()) {
			byte[] all = in.readNBytes(this.size + 1);
			if (all.length <= this.size) {
				return all;
			}
		}
		// It has grown since it was listed.
		try (InputStream in = this.content.open()) {
			return in.readAllBytes();
		}
	}

}
