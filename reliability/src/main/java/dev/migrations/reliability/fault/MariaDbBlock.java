package dev.migrations.reliability.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Block of statements that MariaDB gets in one round trip, taken apart as the engine has
 * put it together: a semicolon in a line of its own ends each part.
 *
 * @param parts the parts, the last of which is {@code END}
 */
record MariaDbBlock(List<String> parts) {

	private static final String BEGIN = "BEGIN NOT ATOMIC\n";

	private static final String DELIMITER = "\n;\n";

	static boolean is(String sql) {
		return sql.startsWith(BEGIN);
	}

	static MariaDbBlock of(String sql) {
		return new MariaDbBlock(Arrays.asList(sql.substring(BEGIN.length()).split(DELIMITER)));
	}

	/**
	 * How many places there are at which it can end: before each part, the last of which
	 * does nothing any more.
	 */
	int places() {
		return this.parts.size();
	}

	/**
	 * What stands behind a place.
	 * @param place the place, counted from 1
	 */
	String part(int place) {
		return this.parts.get(place - 1);
	}

	/**
	 * Its text, which ends the session that executes it.
	 * @param place where
	 */
	String endingBefore(int place) {
		List<String> changed = new ArrayList<>(this.parts);
		changed.add(place - 1, "KILL CONNECTION_ID()");
		return new MariaDbBlock(changed).text();
	}

	/**
	 * Its text without the statements that announce another one, each of which is
	 * followed by a look whether it has done so.
	 */
	String withoutAnnouncements() {
		List<String> left = new ArrayList<>();
		boolean announced = false;
		for (String part : this.parts) {
			boolean announces = part.startsWith("INSERT") && part.contains("'INTENT'");
			if (!announces && !announced) {
				left.add(part);
			}
			announced = announces;
		}
		return new MariaDbBlock(left).text();
	}

	private String text() {
		return BEGIN + String.join(DELIMITER, this.parts);
	}

}
