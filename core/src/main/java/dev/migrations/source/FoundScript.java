package dev.migrations.source;

import dev.migrations.model.Version;

/**
 * Script whose name was read.
 *
 * @param file the file
 * @param name what its name says
 * @param location the location as the user wrote it
 * @param isCommon whether it is in the folder beside that of the database
 */
record FoundScript(ScriptFile file, ScriptName name, Location location, boolean isCommon) {

	/**
	 * What only one script may be.
	 * @return the kind, and the version or the name
	 */
	String slot() {
		Version version = this.name.version();
		return slot(this.name.kind(), (version != null) ? version.toString() : this.name.spelling());
	}

	/**
	 * What only one script may be.
	 * @param kind the kind
	 * @param name the version or the name
	 * @return both together
	 */
	static String slot(ScriptName.Kind kind, String name) {
		return kind.name() + ':' + name;
	}

	/**
	 * Whether another script in the same slot gives way to this one.
	 * @param other the other script
	 * @return true if this one is the database's own and that one is common to all
	 */
	boolean overrides(FoundScript other) {
		return other.isCommon && !this.isCommon && other.location.equals(this.location);
	}

}
