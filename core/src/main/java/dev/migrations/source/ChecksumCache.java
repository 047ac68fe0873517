package dev.migrations.source;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import dev.migrations.model.Checksum;
import dev.migrations.model.ScriptOptions;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what reading files told, for as long as their sizes and times of last
 * modification stay. Good enough to show a status, not to decide what is applied. Safe
 * for use by several threads.
 */
public final class ChecksumCache {

	private final Map<String, Entry> entries = new ConcurrentHashMap<>();

	@Nullable Reading get(ScriptFile file) {
		Entry entry = this.entries.get(file.id());
		return (entry != null && entry.size == file.size() && entry.stamp == file.stamp()) ? entry.reading : null;
	}

	void put(ScriptFile file, Reading reading) {
		if (file.stamp() != ScriptFile.NO_STAMP) {
			this.entries.put(file.id(), new Entry(file.size(), file.stamp(), reading));
		}
	}

	record Reading(ScriptDigest digest, ScriptOptions options, UnaryOperator<Checksum> statementChecksum) {
	}

	private record Entry(long size, long stamp, Reading reading) {
	}

}
