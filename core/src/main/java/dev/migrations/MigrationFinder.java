package dev.migrations;

import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Checksum;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.ScriptContent;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.UndoPolicy;
import dev.migrations.script.NormalizedReader;
import dev.migrations.script.ScriptOptionsReader;
import dev.migrations.script.StatementChecksum;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.source.ChecksumCache;
import dev.migrations.source.MigrationSource;
import dev.migrations.source.RecordedScripts;
import dev.migrations.source.ResolvedMigrations;
import dev.migrations.source.ScriptAnalysis;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;

/**
 * Finds the migrations of one database: the files in its locations, and what is written
 * in Java. What only the text of a file tells, it asks the script room.
 */
final class MigrationFinder implements ScriptAnalysis {

	private final MigratorSettings settings;

	private final Vendor vendor;

	private final @Nullable ResourceLoader resourceLoader;

	private final List<JavaMigration> code;

	MigrationFinder(MigratorSettings settings, Vendor vendor, @Nullable ResourceLoader resourceLoader,
			List<JavaMigration> code) {
		this.settings = settings;
		this.vendor = vendor;
		this.resourceLoader = resourceLoader;
		this.code = code;
	}

	/**
	 * Finds the migrations of this database, and reads all of them.
	 */
	ResolvedMigrations resolve() {
		return own(source().resolve());
	}

	/**
	 * Finds the migrations of this database, reads all of them, and makes sure that the
	 * class path hides none.
	 */
	ResolvedMigrations resolveShown() {
		return own(source().resolveShown());
	}

	/**
	 * Finds the migrations of this database.
	 * @param cache what is known of files that did not change
	 */
	ResolvedMigrations resolve(ChecksumCache cache) {
		return own(source().resolve(cache));
	}

	/**
	 * Finds the migrations of this database.
	 * @param recorded what was recorded of scripts that may not have changed
	 */
	ResolvedMigrations resolve(RecordedScripts recorded) {
		return own(source().resolve(recorded));
	}

	private ResolvedMigrations own(ResolvedMigrations found) {
		if (this.settings.plan().undo() == UndoPolicy.FORBIDDEN && !found.loneUndoScripts().isEmpty()) {
			throw Reports.undoForbidden(found.loneUndoScripts());
		}
		return new SequenceSelection(this.settings.database()).select(found);
	}

	/**
	 * The files in the locations. Of a sequence, these are the files of all its
	 * databases.
	 */
	MigrationSource source() {
		List<String> set = this.settings.scripts().locations();
		boolean explicit = !set.isEmpty();
		List<String> locations = explicit ? set : List.of(MigratorSettings.DEFAULT_LOCATION);
		return new MigrationSource(locations, explicit, this.vendor.folders(), databases(), classLoader(), this)
			.besides(this.settings.database().locations())
			.with(code());
	}

	/**
	 * The migrations of this database that are written in Java; in a sequence, those of
	 * all its databases.
	 */
	List<ResolvedMigration> code() {
		return this.code.isEmpty() ? List.of()
				: JavaMigrations.resolve(this.code, this.settings.database(), this.vendor.id());
	}

	/**
	 * Names whose folders are left out of the locations above them.
	 */
	private Set<String> databases() {
		Set<String> configured = this.settings.database().databases();
		if (configured.isEmpty()) {
			return Vendor.ids();
		}
		Set<String> names = new HashSet<>(Vendor.ids());
		names.addAll(configured);
		return names;
	}

	private @Nullable ClassLoader classLoader() {
		if (this.resourceLoader != null) {
			return this.resourceLoader.getClassLoader();
		}
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		return (context != null) ? context : MigrationFinder.class.getClassLoader();
	}

	@Override
	public ScriptOptions options(String script, ScriptContent content) throws IOException {
		try (Reader text = NormalizedReader.of(script, content.open())) {
			return new ScriptOptionsReader(this.vendor).read(script, text);
		}
	}

	@Override
	public Checksum statementChecksum(String script, ScriptContent content, Checksum sought) throws IOException {
		Checksum usual = null;
		InvalidScriptException failure = null;
		for (LexicalRules rules : LexicalRules.readings(this.vendor)) {
			try (Reader text = NormalizedReader.of(script, content.open())) {
				Checksum checksum = new StatementChecksum().of(this.vendor, rules, script, text);
				if (sought.equals(Checksum.NONE) || checksum.equals(sought)) {
					return checksum;
				}
				usual = (usual != null) ? usual : checksum;
			}
			catch (InvalidScriptException ex) {
				failure = (failure != null) ? failure : ex;
			}
		}
		if (usual == null) {
			throw Objects.requireNonNull(failure);
		}
		return usual;
	}

}
