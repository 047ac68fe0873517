package dev.migrations.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;
import dev.migrations.model.InvalidScriptException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;

/**
 * Finds the migrations of one database.
 * <ol>
 * <li>Every location is listed, sub-folders included. {@code {vendor}} stands for the
 * database's folder, beside which {@code common} is read too.
 * <li>Sub-folders that are locations of their own, or bear the name of a database, are
 * left out.
 * <li>The names are read; two scripts of one version or name are an error, unless one is
 * the database's own and the other one common.
 * <li>The scripts chosen are read once, for their checksums.
 * </ol>
 */
public final class MigrationSource {

	/**
	 * So that {@code common} is known for what it is, should it be a location as well.
	 */
	private static final Comparator<Location> VENDORS_FIRST = Comparator.comparing(Location::hasVendor).reversed();

	private final List<Location> locations;

	private final boolean explicit;

	private final List<String> vendorFolders;

	private final Set<String> databases;

	private final Set<Location> folders = new HashSet<>();

	private final ResourceLoader resourceLoader;

	private final ScriptAnalysis analysis;

	/**
	 * Creates a source.
	 * @param locations the locations as the user wrote them
	 * @param explicit whether the user wrote them, so that a missing one is an error
	 * @param vendorFolders what {@code {vendor}} stands for, the best first
	 * @param databases names of databases, whose folders are left out of the locations
	 * above them
	 * @param resourceLoader its class loader gives {@code classpath:} locations
	 * @param analysis reads what a script's text says
	 * @throws InvalidLocationException if a location cannot be understood
	 */
	public MigrationSource(List<String> locations, boolean explicit, List<String> vendorFolders, Set<String> databases,
			ResourceLoader resourceLoader, ScriptAnalysis analysis) {
		this.locations = locations.stream().map(Location::of).distinct().sorted(VENDORS_FIRST).toList();
		this.explicit = explicit;
		this.vendorFolders = List.copyOf(vendorFolders);
		this.databases = Set.copyOf(databases);
		this.resourceLoader = resourceLoader;
		this.analysis = analysis;
		for (Location location : this.locations) {
			this.databases.forEach((database) -> this.folders.add(location.vendor(database)));
			this.vendorFolders.forEach((folder) -> this.folders.add(location.vendor(folder)));
			this.folders.add(location.vendor(FolderFilter.COMMON));
		}
	}

	/**
	 * Finds the migrations and reads all of them.
	 * @return the migrations
	 * @throws InvalidLocationException if a location is missing, empty or unreadable
	 * @throws InvalidMigrationException if a name cannot be read or is taken twice
	 * @throws InvalidScriptException if a script is not UTF-8
	 */
	public ResolvedMigrations resolve() {
		return resolve(null);
	}

	/**
	 * Finds the migrations and reads those of which the cache does not know better.
	 * @param cache the cache; null to read all of them
	 * @return the migrations
	 * @throws InvalidLocationException if a location is missing, empty or unreadable
	 * @throws InvalidMigrationException if a name cannot be read or is taken twice
	 * @throws InvalidScriptException if a script is not UTF-8
	 */
	public ResolvedMigrations resolve(@Nullable ChecksumCache cache) {
		try (LocationReader reader = new LocationReader(this.resourceLoader)) {
			Search search = new Search(reader);
			this.locations.forEach(search::location);
			if (!search.unreadable.isEmpty()) {
				throw NameProblem.unreadable(search.unreadable);
			}
			ScriptSelection selection = new ScriptSelection(new ScriptReader(this.analysis, cache));
			return new ResolvedMigrations(selection.select(search.found), search.notes);
		}
	}

	/**
	 * One look at all locations.
	 */
	private final class Search {

		private static final int MISSING = -1;

		private final LocationReader reader;

		/** How many scripts each folder has. */
		private final Map<Location, Integer> listed = new HashMap<>();

		private final List<FoundScript> found = new ArrayList<>();

		private final List<ScriptFile> unreadable = new ArrayList<>();

		private final List<String> notes = new ArrayList<>();

		private final Set<String> leftOut = new LinkedHashSet<>();

		Search(LocationReader reader) {
			this.reader = reader;
		}

		void location(Location location) {
			this.leftOut.clear();
			int scripts = location.hasVendor() ? vendor(location) : folder(location, location, false);
			if (scripts == 0) {
				throw LocationProblem.empty(location, this.leftOut);
			}
			if (scripts == MISSING && MigrationSource.this.explicit) {
				throw LocationProblem.missing(location, MigrationSource.this.vendorFolders);
			}
			for (String folder : this.leftOut) {
				this.notes.add(LocationProblem.leftOut(location, folder));
			}
		}

		private int vendor(Location location) {
			List<String> folders = MigrationSource.this.vendorFolders;
			int own = MISSING;
			for (int i = 0; own == MISSING && i < folders.size(); i++) {
				own = folder(location, location.vendor(folders.get(i)), false);
				if (own != MISSING && i > 0) {
					this.notes.add(LocationProblem.fallback(location, folders.get(0), folders.get(i)));
				}
			}
			int common = folder(location, location.vendor(FolderFilter.COMMON), true);
			return (own == MISSING || common == MISSING) ? Math.max(own, common) : own + common;
		}

		private int folder(Location location, Location folder, boolean common) {
			Integer known = this.listed.get(folder);
			if (known == null) {
				known = list(location, folder, common);
				this.listed.put(folder, known);
			}
			return known;
		}

		private int list(Location location, Location folder, boolean common) {
			List<ScriptFile> scripts = this.reader.list(folder);
			if (scripts == null) {
				return MISSING;
			}
			Set<String> below = new HashSet<>();
			MigrationSource.this.folders.forEach((other) -> below.add(folder.pathTo(other)));
			FolderFilter filter = new FolderFilter(below, MigrationSource.this.databases);
			List<ScriptFile> kept = filter.keep(scripts);
			kept.sort(Comparator.comparing(ScriptFile::path));
			for (ScriptFile script : kept) {
				ScriptName name = ScriptName.of(script.path());
				if (name == null) {
					this.unreadable.add(script);
				}
				else {
					this.found.add(new FoundScript(script, name, location, common));
				}
			}
			this.leftOut.addAll(filter.leftOut());
			return kept.size();
		}

	}

}
