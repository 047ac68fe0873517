package dev.migrations.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Compares the folders that {@code {vendor}} stands for, one for each database.
 */
final class VendorComparison {

	private final LocationReader reader;

	private final VendorFolders vendorFolders;

	VendorComparison(LocationReader reader, VendorFolders vendorFolders) {
		this.reader = reader;
		this.vendorFolders = vendorFolders;
	}

	/**
	 * The versions that some of the databases have and others lack. What is common to all
	 * is lacked by none.
	 * @param location the location with {@code {vendor}}
	 * @return one sentence for each
	 */
	List<String> compare(Location location) {
		Set<String> vendors = new TreeSet<>();
		Map<Version, Set<String>> versions = new TreeMap<>();
		for (String vendor : this.vendorFolders.all()) {
			Set<Version> found = versions(location.vendor(vendor));
			if (found != null) {
				vendors.add(vendor);
				found.forEach((version) -> versions.computeIfAbsent(version, (key) -> new TreeSet<>()).add(vendor));
			}
		}
		Set<Version> common = versions(location.vendor(VendorFolders.COMMON));
		List<String> sentences = new ArrayList<>();
		versions.forEach((version, having) -> {
			Set<String> lacking = new TreeSet<>(vendors);
			lacking.removeAll(having);
			if (!lacking.isEmpty() && (common == null || !common.contains(version))) {
				sentences.add("Version " + version + " exists for " + String.join(", ", having) + " only, not for "
						+ String.join(", ", lacking) + " (" + location + ").");
			}
		});
		return sentences;
	}

	private @Nullable Set<Version> versions(Location folder) {
		List<ScriptFile> scripts = this.reader.list(folder);
		if (scripts == null) {
			return null;
		}
		Set<Version> versions = new TreeSet<>();
		for (ScriptFile script : scripts) {
			ScriptName name = ScriptName.of(script.path());
			if (name != null && name.version() != null && name.kind() == ScriptName.Kind.VERSIONED) {
				versions.add(name.version());
			}
		}
		return versions;
	}

}
