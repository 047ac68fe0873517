package dev.migrations.source;

import java.util.List;
import java.util.Set;

/**
 * Names of folders that belong to databases.
 *
 * @param own what {@code {vendor}} stands for, the best first; at least one
 * @param all names of all databases
 */
record VendorFolders(List<String> own, Set<String> all) {

	/**
	 * Name of the folder beside those, for what is the same everywhere.
	 */
	static final String COMMON = "common";

}
