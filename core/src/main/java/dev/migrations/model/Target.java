package dev.migrations.model;

import org.jspecify.annotations.Nullable;

/**
 * How far to migrate: to the head, to a version, by a number of migrations, or one
 * migration alone.
 *
 * @param version the highest version to apply, or the only one; null for no such limit
 * @param steps how many of the versioned migrations that are due to apply; 0 for no such
 * limit
 * @param isOnly whether nothing but the version is applied
 */
public record Target(@Nullable Version version, int steps, boolean isOnly) {

	/**
	 * Everything there is.
	 */
	public static final Target HEAD = new Target(null, 0, false);

	/**
	 * Checks that there is at most one limit.
	 * @param version the version
	 * @param steps how many
	 * @param isOnly whether nothing else is applied
	 */
	public Target {
		if (steps < 0 || (steps > 0 && version != null) || (isOnly && version == null)) {
			throw new IllegalArgumentException("A target is a version, or a number of migrations that is above 0");
		}
	}

	/**
	 * Reads a target.
	 * @param text {@code head}, a version, or {@code +} and a number of migrations
	 * @return the target
	 * @throws IllegalArgumentException if the text is none of these
	 */
	public static Target of(String text) {
		if (text.equalsIgnoreCase("head")) {
			return HEAD;
		}
		return text.startsWith("+") ? next(number(text)) : upTo(Version.of(text));
	}

	private static int number(String text) {
		try {
			int number = Integer.parseInt(text.substring(1));
			if (number > 0) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// Says less than what follows.
		}
		throw new IllegalArgumentException(
				"'" + text + "' is not a target: + is followed by how many migrations to apply, such as +2");
	}

	/**
	 * Everything up to a version.
	 * @param version the highest version to apply
	 * @return the target
	 */
	public static Target upTo(Version version) {
		return new Target(version, 0, false);
	}

	/**
	 * The versioned migrations that are due next.
	 * @param steps how many, at least 1
	 * @return the target
	 */
	public static Target next(int steps) {
		if (steps < 1) {
			throw new IllegalArgumentException("At least one migration is applied, but " + steps + " was asked for");
		}
		return new Target(null, steps, false);
	}

	/**
	 * One migration and no other.
	 * @param version its version
	 * @return the target
	 */
	public static Target only(Version version) {
		return new Target(version, 0, true);
	}

	/**
	 * Whether a version is within the target, as far as versions tell.
	 * @param candidate the version
	 * @return false if it is above, or another one than the only one
	 */
	public boolean includes(Version candidate) {
		if (this.version == null) {
			return true;
		}
		return this.isOnly ? candidate.equals(this.version) : candidate.compareTo(this.version) <= 0;
	}

	/**
	 * Whether this ends below a head, or is one migration alone. Repeatable migrations
	 * are left out then.
	 * @param head the highest version there is a file for; null if there is none
	 * @return whether something above it is left out
	 */
	public boolean endsBelow(@Nullable Version head) {
		return this.isOnly || this.version != null && head != null && this.version.compareTo(head) < 0;
	}

	/**
	 * Whether a migration is within this.
	 * @param candidate its version; null if it is repeatable
	 * @param head the highest version there is a file for; null if there is none
	 * @return whether it is
	 */
	public boolean includes(@Nullable Version candidate, @Nullable Version head) {
		return (candidate != null) ? includes(candidate) : !endsBelow(head);
	}

	@Override
	public String toString() {
		if (this.version != null) {
			return this.isOnly ? "only " + this.version : this.version.toString();
		}
		return (this.steps > 0) ? "+" + this.steps : "head";
	}

}
