package dev.migrations.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.InvalidLocationException;
import dev.migrations.model.InvalidMigrationException;

/**
 * One look at all locations of a source.
 */
final class LocationSearch {

	private static final int MISSING = -1;

	private final LocationReader reader;

	private final List<Location> locations;

	/** Those of all databases, where there are several. */
	private final List<Location> others;

	private final boolean explicit;

	private final VendorFolders vendorFolders;

	/** How many scripts each folder that was listed has. */
	private final Map<Location, Integer> listed = new LinkedHashMap<>();

	private final List<FoundScript> found = new ArrayList<>();

	private final List<ScriptFile> unreadable = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final Set<String> leftOut = new LinkedHashSet<>();

	LocationSearch(LocationReader reader, List<Location> locations, List<Location> others, boolean explicit,
			VendorFolders vendorFolders) {
		this.reader = reader;
		this.locations = locations;
		this.others = others;
		this.explicit = explicit;
		this.vendorFolders = vendorFolders;
	}

	/**
	 * Searches.
	 * @return every script found
	 * @throws InvalidLocationException if a location is missing, empty or unreadable
	 * @throws InvalidMigrationException if names cannot be read
	 */
	List<FoundScript> search() {
		for (Location location : this.locations) {
			search(location);
		}
		if (!this.unreadable.isEmpty()) {
			throw NameProblem.unreadable(this.unreadable);
		}
		return this.found;
	}

	/**
	 * Searches for names alone: what is missing, empty or cannot be read is passed over.
	 * @return every script found that has the name of one
	 */
	List<FoundScript> searchNames() {
		for (Location location : this.locations) {
			if (location.hasVendor()) {
				vendor(location);
			}
			else {
				folder(location, location, false);
			}
		}
		return this.found;
	}

	/**
	 * Makes sure that no jar holds scripts that a search does not find, because the jar
	 * has no entry for the folder and another place has the folder. Searches first,
	 * unless that was done.
	 * @throws InvalidMigrationException if one holds any of which no other place has a
	 * file of the same name
	 */
	void requireNoneHidden() {
		Map<Location, List<ScriptFile>> candidates = new LinkedHashMap<>();
		for (Location location : this.locations) {
			for (Location folder : folders(location)) {
				List<ScriptFile> scripts = this.reader.hidden(folder);
				if (!scripts.isEmpty()) {
					candidates.put(folder, scripts);
				}
			}
		}
		if (candidates.isEmpty()) {
			return;
		}
		if (this.listed.isEmpty()) {
			search();
		}
		Set<String> known = new HashSet<>();
		this.found.forEach((script) -> known.add(script.file().path()));
		List<ScriptFile> hidden = new ArrayList<>();
		candidates.forEach((folder, scripts) -> {
			if (this.listed.getOrDefault(folder, MISSING) != MISSING) {
				filter(folder).keep(scripts)
					.stream()
					.filter((script) -> !known.contains(script.path()))
					.forEach(hidden::add);
			}
		});
		if (!hidden.isEmpty()) {
			throw LocationProblem.hidden(hidden);
		}
	}

	private List<Location> folders(Location location) {
		if (!location.hasVendor()) {
			return List.of(location);
		}
		List<Location> folders = new ArrayList<>();
		for (String folder : this.vendorFolders.own()) {
			folders.add(location.vendor(folder));
		}
		folders.add(location.vendor(VendorFolders.COMMON));
		return folders;
	}

	/**
	 * What a reader should know about how the scripts were found.
	 * @return the notes, each a sentence
	 */
	List<String> notes() {
		return this.notes;
	}

	private void search(Location location) {
		this.leftOut.clear();
		int scripts = location.hasVendor() ? vendor(location) : folder(location, location, false);
		if (scripts == 0) {
			requireNoneHidden();
			throw LocationProblem.empty(location, this.leftOut);
		}
		if (scripts == MISSING && this.explicit) {
			throw LocationProblem.missing(location, this.vendorFolders.own());
		}
		for (String folder : this.leftOut) {
			this.notes.add(LocationProblem.leftOut(location, folder));
		}
	}

	private int vendor(Location location) {
		List<String> own = this.vendorFolders.own();
		int scripts = MISSING;
		for (int i = 0; scripts == MISSING && i < own.size(); i++) {
			scripts = folder(location, location.vendor(own.get(i)), false);
			if (scripts != MISSING && i > 0) {
				this.notes.add(LocationProblem.fallback(location, own.get(0), own.get(i)));
			}
		}
		int common = folder(location, location.vendor(VendorFolders.COMMON), true);
		return (scripts == MISSING || common == MISSING) ? Math.max(scripts, common) : scripts + common;
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
		FolderFilter filter = filter(folder);
		List<ScriptFile> kept = filter.keep(scripts);
		Collections.sort(kept);
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

	private FolderFilter filter(Location folder) {
		return new FolderFilter(locationsBelow(folder), this.vendorFolders.all());
	}

	/**
	 * The folders below a folder that are locations, for whichever database.
	 */
	private Set<String> locationsBelow(Location folder) {
		Set<String> below = new HashSet<>();
		addBelow(folder, this.locations, below);
		addBelow(folder, this.others, below);
		return below;
	}

	private void addBelow(Location folder, List<Location> locations, Set<String> below) {
		for (Location location : locations) {
			if (location.hasVendor()) {
				for (String database : this.vendorFolders.all()) {
					below.add(folder.pathTo(location.vendor(database)));
				}
				for (String database : this.vendorFolders.own()) {
					below.add(folder.pathTo(location.vendor(database)));
				}
			}
			below.add(folder.pathTo(location.vendor(VendorFolders.COMMON)));
		}
	}

}
