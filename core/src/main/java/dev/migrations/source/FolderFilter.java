package dev.migrations.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leaves out of a location what is below it and yet not part of it: folders that are
 * locations of their own, folders that bear the name of a database, and a folder named
 * {@value VendorFolders#COMMON} beside those.
 */
final class FolderFilter {

	private final Set<String> locations;

	private final Set<String> databases;

	private final Set<String> leftOut = new TreeSet<>();

	/**
	 * Creates a filter.
	 * @param locations paths of other locations below the location
	 * @param databases names of databases
	 */
	FolderFilter(Set<String> locations, Set<String> databases) {
		this.locations = locations;
		this.databases = databases;
	}

	List<ScriptFile> keep(List<ScriptFile> scripts) {
		Set<String> besideDatabases = new HashSet<>();
		for (ScriptFile script : scripts) {
			String path = script.path();
			for (int start = 0, end = path.indexOf('/'); end >= 0; start = end + 1, end = path.indexOf('/', start)) {
				if (this.databases.contains(path.substring(start, end))) {
					besideDatabases.add(path.substring(0, start) + VendorFolders.COMMON);
				}
			}
		}
		List<ScriptFile> kept = new ArrayList<>(scripts.size());
		for (ScriptFile script : scripts) {
			if (isKept(script.path(), besideDatabases)) {
				kept.add(script);
			}
		}
		return kept;
	}

	private boolean isKept(String path, Set<String> besideDatabases) {
		for (int start = 0, end = path.indexOf('/'); end >= 0; start = end + 1, end = path.indexOf('/', start)) {
			String folder = path.substring(0, end);
			if (this.locations.contains(folder)) {
				return false;
			}
			if (this.databases.contains(path.substring(start, end)) || besideDatabases.contains(folder)) {
				this.leftOut.add(folder);
				return false;
			}
		}
		return true;
	}

	/**
	 * The folders that were left out only because of their names.
	 * @return their paths below the location
	 */
	Set<String> leftOut() {
		return this.leftOut;
	}

}
