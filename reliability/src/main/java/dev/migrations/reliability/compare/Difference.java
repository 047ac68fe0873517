package dev.migrations.reliability.compare;

/**
 * What differs between two ways, or between what is said and what is so.
 *
 * @param aspect what was compared
 * @param way the way that differs
 * @param text how
 */
record Difference(String aspect, Way way, String text) {

	/**
	 * Whether another is probably of the same cause.
	 */
	boolean isLike(Difference other) {
		return this.aspect.equals(other.aspect) && this.way == other.way;
	}

	/**
	 * What is probably the same for others of the same cause.
	 */
	String signature() {
		return this.aspect + this.text.replaceAll("\\d+", "0").replaceAll("(?s)\\R\\s+\\S.*?\\R\\s*\\R", "");
	}

	@Override
	public String toString() {
		return this.way + ", " + this.aspect + ": " + this.text;
	}

}
