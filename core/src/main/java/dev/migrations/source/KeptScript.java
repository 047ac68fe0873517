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

	private byte @Nullable [] bytes;

	KeptScript(ScriptContent content) {
		this.content = content;
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
			try (InputStream in = this.content.open()) {
				kept = in.readAllBytes();
			}
			this.bytes = kept;
		}
		return new ByteArrayInputStream(kept);
	}

}
