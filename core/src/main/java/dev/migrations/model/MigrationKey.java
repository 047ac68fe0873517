package dev.migrations.model;

/**
 * Identity of a migration: its kind, and its normalised version or its name. It is the
 * primary key of the history.
 *
 * @param type the kind
 * @param name the normalised version, or the name of a repeatable migration
 */
public record MigrationKey(MigrationType type, String name) {

	/**
	 * The key of a versioned migration.
	 * @param version its version
	 * @return the key
	 */
	public static MigrationKey versioned(Version version) {
		return new MigrationKey(MigrationType.VERSIONED, version.toString());
	}

	/**
	 * The key of a repeatable migration.
	 * @param name its name
	 * @return the key
	 */
	public static MigrationKey repeatable(String name) {
		return new MigrationKey(MigrationType.REPEATABLE, name);
	}

	/**
	 * The key of a baseline.
	 * @param version the version up to which it stands
	 * @return the key
	 */
	public static MigrationKey baseline(Version version) {
		return new MigrationKey(MigrationType.BASELINE, version.toString());
	}

	/**
	 * The key as the history stores it, such as {@code V:1.2}.
	 * @return the text
	 */
	public String stored() {
		return this.type.name().charAt(0) + ":" + this.name;
	}

	// Written out, because what the compiler makes for a record takes long to set up.
	@Override
	public boolean equals(Object other) {
		return other instanceof MigrationKey key && this.type == key.type && this.name.equals(key.name);
	}

	@Override
	public int hashCode() {
		return 31 * this.type.ordinal() + this.name.hashCode();
	}

	@Override
	public String toString() {
		return stored();
	}

}
