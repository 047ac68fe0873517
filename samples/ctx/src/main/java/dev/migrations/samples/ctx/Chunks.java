package dev.migrations.samples.ctx;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text into pieces of whole paragraphs.
 */
final class Chunks {

	private static final int MOST_CHARACTERS = 700;

	private Chunks() {
	}

	static List<String> of(String text) {
		List<String> chunks = new ArrayList<>();
		StringBuilder chunk = new StringBuilder();
		for (String paragraph : text.strip().split("\\R\\s*\\R")) {
			if (!chunk.isEmpty() && chunk.length() + paragraph.length() > MOST_CHARACTERS) {
				chunks.add(chunk.toString());
				chunk.setLength(0);
			}
			chunk.append(chunk.isEmpty() ? "" : "\n\n").append(paragraph);
		}
		if (!chunk.isEmpty()) {
			chunks.add(chunk.toString());
		}
		return chunks;
	}

}
