package dev.migrations.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.migrations.model.Checksum;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.UndoScript;
import dev.migrations.model.Version;
import dev.migrations.source.ChecksumCache.Reading;
import dev.migrations.source.ScriptName.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Chooses one script for every version and name, and puts them in order.
 */
final class ScriptSelection {

	private static final long MOST_KEPT_BYTES = 1024 * 1024;

	private final ScriptReader reader;

	private final Map<String, FoundScript> scripts = new LinkedHashMap<>();

	private final @Nullable RecordedScripts recorded;

	private final boolean keeps;

	private long keptBytes;

	private @Nullable Version highest;

	private boolean hasReadAll = true;

	private boolean hasUndoScripts;

	/**
	 * Creates a selection.
	 * @param reader reads scripts
	 * @param recorded what was recorded about them; null to read all
	 * @param keeps whether the bytes of small scripts are kept
	 */
	ScriptSelection(ScriptReader reader, @Nullable RecordedScripts recorded, boolean keeps) {
		this.reader = reader;
		this.recorded = recorded;
		this.keeps = keeps;
	}

	/**
	 * Selects.
	 * @param found everything that was found
	 * @param code migrations that are not scripts
	 * @return the migrations in order
	 */
	List<ResolvedMigration> select(List<FoundScript> found, List<ResolvedMigration> code) {
		for (FoundScript script : found) {
			Version version = script.name().version();
			if (version != null && (this.highest == null || version.compareTo(this.highest) > 0)) {
				this.highest = version;
			}
			this.hasUndoScripts |= script.name().kind() == Kind.UNDO;
		}
		for (FoundScript script : found) {
			add(script);
		}
		List<ResolvedMigration> migrations = new ArrayList<>(this.scripts.size());
		for (FoundScript script : this.scripts.values()) {
			if (script.name().kind() != Kind.UNDO) {
				migrations.add(resolved(script));
			}
		}
		for (ResolvedMigration migration : code) {
			addCode(migration, migrations);
		}
		migrations.sort(new OrderOfApplication());
		return migrations;
	}

	private void addCode(ResolvedMigration migration, List<ResolvedMigration> migrations) {
		for (ResolvedMigration other : migrations) {
			if (other.key().equals(migration.key())) {
				throw NameProblem.duplicate(other, migration);
			}
		}
		UndoScript undo = (migration.undo() == null && migration.version() != null) ? undo(migration.version()) : null;
		migrations.add((undo != null) ? migration.with(undo) : migration);
	}

	private void add(FoundScript script) {
		FoundScript other = this.scripts.putIfAbsent(script.slot(), script);
		if (other == null || other.overrides(script)) {
			return;
		}
		if (script.overrides(other)) {
			this.scripts.put(script.slot(), script);
		}
		else if (!isCopy(script.file(), other.file())) {
			throw NameProblem.duplicate(other, script, this.highest);
		}
	}

	/**
	 * Whether a class path merely has the same file twice, as some build tools arrange
	 * it.
	 */
	private boolean isCopy(ScriptFile one, ScriptFile other) {
		return one.name().equals(other.name())
				&& this.reader.read(one).digest().checksum().equals(this.reader.read(other).digest().checksum());
	}

	/**
	 * Whether every script that was selected was read.
	 */
	boolean hasReadAll() {
		return this.hasReadAll;
	}

	/**
	 * The undo scripts that no migration has.
	 * @param migrations what was selected
	 */
	List<String> loneUndoScripts(List<ResolvedMigration> migrations) {
		if (!this.hasUndoScripts) {
			return List.of();
		}
		Set<String> lone = new LinkedHashSet<>();
		for (FoundScript script : this.scripts.values()) {
			if (script.name().kind() == Kind.UNDO) {
				lone.add(script.file().path());
			}
		}
		for (ResolvedMigration migration : migrations) {
			if (migration.undo() != null) {
				lone.remove(migration.undo().script());
			}
		}
		return List.copyOf(lone);
	}

	private ResolvedMigration resolved(FoundScript script) {
		ScriptFile file = kept(script.file());
		ScriptName name = script.name();
		MigrationKey key = key(name);
		Checksum checksum = (this.recorded != null && name.kind() != Kind.UNDO)
				? this.recorded.checksum(key, file.size(), file.crc32()) : null;
		if (checksum != null) {
			this.hasReadAll = false;
			return new ResolvedMigration(key, name.version(), name.spelling(), name.description(), file.path(),
					checksum, this.reader.statementChecksum(file), file.size(), file.crc32(), ScriptOptions.DEFAULTS,
					file.content(), undo(name));
		}
		Reading reading = this.reader.read(file);
		return new ResolvedMigration(key, name.version(), name.spelling(), name.description(), file.path(),
				reading.digest().checksum(), reading.statementChecksum(), reading.digest().size(),
				reading.digest().crc32(), reading.options(), file.content(), undo(name));
	}

	private ScriptFile kept(ScriptFile file) {
		if (!this.keeps || !KeptScript.accepts(file) || this.keptBytes + file.size() > MOST_KEPT_BYTES) {
			return file;
		}
		this.keptBytes += file.size();
		return file.kept();
	}

	private static MigrationKey key(ScriptName name) {
		Version version = name.version();
		if (version == null) {
			return MigrationKey.repeatable(name.spelling());
		}
		return (name.kind() == Kind.BASELINE) ? MigrationKey.baseline(version) : MigrationKey.versioned(version);
	}

	private @Nullable UndoScript undo(ScriptName name) {
		Version version = name.version();
		return (this.hasUndoScripts && name.kind() == Kind.VERSIONED && version != null) ? undo(version) : null;
	}

	private @Nullable UndoScript undo(Version version) {
		FoundScript undo = this.scripts.get(FoundScript.slot(Kind.UNDO, version.toString()));
		return (undo != null) ? new UndoScript(undo.file().path(), new LazyScript(undo)) : null;
	}

	/**
	 * Undo script that is read when it is asked for, which hardly ever happens.
	 */
	private final class LazyScript implements Supplier<ResolvedMigration> {

		private final FoundScript script;

		private @Nullable ResolvedMigration resolved;

		LazyScript(FoundScript script) {
			this.script = script;
		}

		@Override
		public synchronized ResolvedMigration get() {
			ResolvedMigration result = this.resolved;
			if (result == null) {
				// By then what the scripts were found with is closed.
				FoundScript found = new FoundScript(this.script.file().alone(), this.script.name(),
						this.script.location(), this.script.isCommon());
				result = resolved(found);
				this.resolved = result;
			}
			return result;
		}

	}

	/**
	 * Versioned migrations and baselines by version, then repeatable ones by description.
	 */
	private static final class OrderOfApplication implements Comparator<ResolvedMigration> {

		@Override
		public int compare(ResolvedMigration left, ResolvedMigration right) {
			Version leftVersion = left.version();
			Version rightVersion = right.version();
			if (leftVersion == null || rightVersion == null) {
				return (leftVersion != null) ? -1 : (rightVersion != null) ? 1 : compareNames(left, right);
			}
			int result = leftVersion.compareTo(rightVersion);
			return (result != 0) ? result : left.type().compareTo(right.type());
		}

		private static int compareNames(ResolvedMigration left, ResolvedMigration right) {
			int result = left.description().compareTo(right.description());
			return (result != 0) ? result : left.spelling().compareTo(right.spelling());
		}

	}

}
