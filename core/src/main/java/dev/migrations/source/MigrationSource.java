package dev.migrations.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ResolvedMigration;
import org.jspecify.annotations.Nullable;

/**
 * Finds the migrations of one database.
 * <ol>
 * <li>Every location is listed, sub-folders included. {@code {vendor}} stands for the
 * database's folder, beside which {@code common} is read too.
 * <li>Sub-folders that are locations of their own, or bear the name of a database, are
 * left out.
 * <li>The names are read; two scripts of one version or name are an error, unless one is
 * the database's own and the other one common.
 * <li>The scripts chosen are read once, for their checksums, unless the directory of
 * their jar shows the size and the CRC-32 with which they were applied.
 * </ol>
 */
public final class MigrationSource {

	private final List<Location> locations;

	private final List<Location> others;

	private final boolean explicit;

	private final VendorFolders vendorFolders;

	private final @Nullable ClassLoader classLoader;

	private final ScriptAnalysis analysis;

	private final List<ResolvedMigration> code;

	/**
	 * Creates a source.
	 * @param locations the locations as the user wrote them
	 * @param explicit whether the user wrote them, so that a missing one is an error
	 * @param vendorFolders what {@code {vendor}} stands for, the best first
	 * @param databases names of databases, whose folders are left out of the locations
	 * above them
	 * @param classLoader has {@code classpath:} locations; null for that of the system
	 * @param analysis reads what a script's text says
	 * @throws InvalidLocationException if a location cannot be understood
	 */
	public MigrationSource(List<String> locations, boolean explicit, List<String> vendorFolders, Set<String> databases,
			@Nullable ClassLoader classLoader, ScriptAnalysis analysis) {
		this(parse(locations), List.of(), explicit,
				new VendorFolders(List.copyOf(vendorFolders), Set.copyOf(databases)), classLoader, analysis, List.of());
	}

	private MigrationSource(List<Location> locations, List<Location> others, boolean explicit,
			VendorFolders vendorFolders, @Nullable ClassLoader classLoader, ScriptAnalysis analysis,
			List<ResolvedMigration> code) {
		this.locations = locations;
		this.others = others;
		this.explicit = explicit;
		this.vendorFolders = vendorFolders;
		this.classLoader = classLoader;
		this.analysis = analysis;
		this.code = code;
	}

	/**
	 * The same source beside those of other databases, whose locations are left out of
	 * the locations above them.
	 * @param locations the locations of all databases as the user wrote them
	 * @return the source
	 * @throws InvalidLocationException if one of them cannot be understood
	 */
	public MigrationSource besides(Set<String> locations) {
		return locations.isEmpty() ? this : new MigrationSource(this.locations, parse(List.copyOf(locations)),
				this.explicit, this.vendorFolders, this.classLoader, this.analysis, this.code);
	}

	/**
	 * The same source with migrations that are not scripts. An undo script in a location
	 * takes back one that brings no undo of its own.
	 * @param code the migrations
	 * @return the source
	 */
	public MigrationSource with(List<ResolvedMigration> code) {
		return code.isEmpty() ? this : new MigrationSource(this.locations, this.others, this.explicit,
				this.vendorFolders, this.classLoader, this.analysis, List.copyOf(code));
	}

	/**
	 * Those with {@code {vendor}} come first, so that {@code common} is known for what it
	 * is, should it be a location as well.
	 */
	private static List<Location> parse(List<String> texts) {
		Map<String, Location> vendors = new LinkedHashMap<>();
		Map<String, Location> others = new LinkedHashMap<>();
		for (String text : texts) {
			Location location = Location.of(text);
			(location.hasVendor() ? vendors : others).put(location.toString(), location);
		}
		List<Location> locations = new ArrayList<>(vendors.values());
		locations.addAll(others.values());
		return locations;
	}

	/**
	 * Finds the migrations and reads all of them.
	 * @return the migrations
	 * @throws InvalidLocationException if a location is missing, empty or unreadable
	 * @throws InvalidMigrationException if a name cannot be read or is taken twice
	 * @throws InvalidScriptException if a script is not UTF-8
	 */
	public ResolvedMigrations resolve() {
		return resolve(null, null, false);
	}

	/**
	 * Finds the migrations and reads those of which the cache does not know better.
	 * @param cache the cache
	 * @return the migrations
	 * @throws InvalidLocationException if a location is missing, empty or unreadable
	 * @throws InvalidMigrationException if a name cannot be read or is taken twice
	 * @throws InvalidScriptException if a script is not UTF-8
	 */
	public ResolvedMigrations resolve(ChecksumCache cache) {
		return resolve(cache, null, false);
	}

	/**
	 * Finds the migrations and reads those that have to be compared with what was
	 * recorded, and of which the directory of their jar does not say that they are that.
	 * @param recorded what was recorded
	 * @return the migrations
	 * @throws InvalidLocationException if a location is missing, empty or unreadable
	 * @throws InvalidMigrationException if a name cannot be read or is taken twice
	 * @throws InvalidScriptException if a script is not UTF-8
	 */
	public ResolvedMigrations resolve(RecordedScripts recorded) {
		return resolve(null, recorded, false);
	}

	/**
	 * Compares the folders that {@code {vendor}} stands for, also those of other
	 * databases than the one at hand.
	 * @return the versions that some databases have and others lack, each a sentence
	 * @throws InvalidLocationException if a folder is unreadable
	 */
	public List<String> compareVendors() {
		List<String> sentences = new ArrayList<>();
		try (LocationReader reader = new LocationReader(this.classLoader)) {
			VendorComparison comparison = new VendorComparison(reader, this.vendorFolders);
			for (Location location : this.locations) {
				if (location.hasVendor()) {
					sentences.addAll(comparison.compare(location));
				}
			}
		}
		return sentences;
	}

	/**
	 * Finds the migrations and reads all of them, and makes sure that none is hidden.
	 * @return the migrations
	 * @throws InvalidLocationException if a location is missing, empty or unreadable
	 * @throws InvalidMigrationException if a name cannot be read or is taken twice, or a
	 * script is hidden
	 * @throws InvalidScriptException if a script is not UTF-8
	 */
	public ResolvedMigrations resolveShown() {
		return resolve(null, null, true);
	}

	/**
	 * Makes sure that no jar of the class path holds a script which is passed over
	 * because the jar has no entry for its folder. Every jar is looked into, which takes
	 * a moment.
	 * @throws InvalidMigrationException if one does
	 */
	public void requireNoneHidden() {
		try (LocationReader reader = new LocationReader(this.classLoader)) {
			search(reader).requireNoneHidden();
		}
	}

	private ResolvedMigrations resolve(@Nullable ChecksumCache cache, @Nullable RecordedScripts recorded,
			boolean requireShown) {
		try (LocationReader reader = new LocationReader(this.classLoader)) {
			LocationSearch search = search(reader);
			List<FoundScript> found = search.search();
			if (requireShown) {
				search.requireNoneHidden();
			}
			ScriptSelection selection = new ScriptSelection(new ScriptReader(this.analysis, cache), recorded,
					cache == null && recorded == null);
			List<ResolvedMigration> migrations = selection.select(found, this.code);
			return new ResolvedMigrations(migrations, selection.loneUndoScripts(migrations), search.notes(),
					selection.hasReadAll(), null);
		}
	}

	private LocationSearch search(LocationReader reader) {
		return new LocationSearch(reader, this.locations, this.others, this.explicit, this.vendorFolders);
	}

	/**
	 * Looks at the names of the scripts, so that the next one can be written.
	 * @param workingDirectory the folder of the project
	 * @return what writes it
	 */
	public ScriptWriter writer(Path workingDirectory) {
		return new ScriptWriter(names(), this.locations, this.vendorFolders, workingDirectory);
	}

	/**
	 * Looks at the names of the scripts, so that one can get another version.
	 * @return what renumbers
	 */
	public ScriptRenumbering renumbering() {
		return new ScriptRenumbering(names(), this.analysis);
	}

	private List<FoundScript> names() {
		try (LocationReader reader = new LocationReader(this.classLoader)) {
			return search(reader).searchNames();
		}
	}

}
