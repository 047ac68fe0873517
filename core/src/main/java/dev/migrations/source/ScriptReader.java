package dev.migrations.source;

import java.io.IOException;
import java.util.function.UnaryOperator;

import dev.migrations.model.Checksum;
import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.ScriptOptions;
import dev.migrations.source.ChecksumCache.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Reads scripts: once each, and those that the cache knows not at all.
 */
final class ScriptReader {

	private @Nullable TextHasher hasher;

	private final ScriptAnalysis analysis;

	private final @Nullable ChecksumCache cache;

	ScriptReader(ScriptAnalysis analysis, @Nullable ChecksumCache cache) {
		this.analysis = analysis;
		this.cache = cache;
	}

	Reading read(ScriptFile file) {
		Reading reading = (this.cache != null) ? this.cache.get(file) : null;
		if (reading == null) {
			reading = readAnew(file);
			if (this.cache != null) {
				this.cache.put(file, reading);
			}
		}
		return reading;
	}

	private Reading readAnew(ScriptFile file) {
		try {
			if (this.hasher == null) {
				this.hasher = new TextHasher();
			}
			ScriptDigest digest = this.hasher.digest(file.name(), file.scan());
			ScriptOptions options = digest.mayHaveOptions() ? this.analysis.options(file.name(), file.scan())
					: ScriptOptions.DEFAULTS;
			return new Reading(digest, options, statementChecksum(file));
		}
		catch (IOException ex) {
			throw unreadable(file.name(), ex);
		}
	}

	UnaryOperator<Checksum> statementChecksum(ScriptFile file) {
		return new StatementChecksum(this.analysis, file);
	}

	private static InvalidLocationException unreadable(String script, IOException ex) {
		return new InvalidLocationException("The script " + script + " cannot be read: " + ex + ".",
				"Check that it still exists and that this process may read it.", ex);
	}

	private static final class StatementChecksum implements UnaryOperator<Checksum> {

		private final ScriptAnalysis analysis;

		private final ScriptFile file;

		private @Nullable Checksum checksum;

		private Checksum sought = Checksum.NONE;

		StatementChecksum(ScriptAnalysis analysis, ScriptFile file) {
			this.analysis = analysis;
			this.file = file;
		}

		@Override
		public synchronized Checksum apply(Checksum sought) {
			Checksum result = this.checksum;
			if (result == null || !(sought.equals(this.sought) || sought.equals(result))) {
				try {
					result = this.analysis.statementChecksum(this.file.name(), this.file.content(), sought);
				}
				catch (IOException ex) {
					throw unreadable(this.file.name(), ex);
				}
				this.checksum = result;
				this.sought = sought;
			}
			return result;
		}

	}

}
