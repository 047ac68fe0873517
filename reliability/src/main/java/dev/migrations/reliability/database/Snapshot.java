package dev.migrations.reliability.database;

import java.util.List;
import java.util.TreeSet;

/**
 * Schema and data of a database at one moment, as sorted lines. Rows of tables without a
 * key appear as often as they are there.
 *
 * @param lines the lines
 */
public record Snapshot(List<String> lines) {

	/**
	 * Names of the tools' own tables begin with one of these.
	 */
	private static final List<String> OWN_TABLES = List.of("migration_history", "flyway_schema_history",
			"databasechangelog");

	private static final int SHOWN_LINES = 6;

	/**
	 * Sorts the lines.
	 * @param lines the lines
	 * @return the snapshot
	 */
	public static Snapshot of(List<String> lines) {
		return new Snapshot(lines.stream().sorted().toList());
	}

	/**
	 * Whether a table belongs to a migration tool.
	 * @param table its name
	 * @return whether it does
	 */
	public static boolean isOwn(String table) {
		return OWN_TABLES.stream().anyMatch((own) -> table.regionMatches(true, 0, own, 0, own.length()));
	}

	/**
	 * Says how another snapshot differs from this one.
	 * @param other the other
	 * @return the first lines that only one of them has, or have another number of times
	 */
	public String difference(Snapshot other) {
		StringBuilder text = new StringBuilder();
		TreeSet<String> all = new TreeSet<>(this.lines);
		all.addAll(other.lines);
		int shown = 0;
		for (String line : all) {
			long expected = this.lines.stream().filter(line::equals).count();
			long found = other.lines.stream().filter(line::equals).count();
			if (expected != found && shown++ < SHOWN_LINES) {
				text.append(String.format("%n      expected %d times, found %d times: %s", expected, found, line));
			}
		}
		return text.toString();
	}

}
