package dev.migrations.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a fingerprint is taken of: a schema, or one object in it, so that its cost does
 * not grow with the schema.
 *
 * @param kind how much of it
 * @param schema the schema, as the catalog has it
 * @param name the object; null for all of the schema
 */
public record FingerprintScope(Kind kind, String schema, @Nullable String name) {

	private static final Pattern TEXT = Pattern
		.compile("(presence|indexes|table|routine|table name|index name|constraint name|columns) `(.+)`\\.`(.+)`");

	/**
	 * A name that means the same whatever the quotes around it were.
	 */
	private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_$][\\p{L}\\p{N}_$ .:#-]*(?<! )");

	/**
	 * All of a schema.
	 * @param schema the schema
	 * @return the scope
	 */
	public static FingerprintScope of(String schema) {
		return new FingerprintScope(Kind.SCHEMA, schema, null);
	}

	/**
	 * Whether an object can be looked up by its name as a statement spells it.
	 * @param schema the schema
	 * @param name the object
	 * @return whether both are plain names
	 */
	public static boolean canName(String schema, String name) {
		return isPlain(schema) && isPlain(name);
	}

	/**
	 * Nearly every name is of letters, digits and underscores, and takes no pattern.
	 */
	private static boolean isPlain(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c >= 128 || !(Character.isLetterOrDigit(c) || c == '_')) {
				return PLAIN.matcher(name).matches();
			}
		}
		return !name.isEmpty();
	}

	/**
	 * Reads a scope that {@link #toString()} has written.
	 * @param text the text; one that names no kind is the name of a schema
	 * @return the scope
	 */
	public static FingerprintScope parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			return of(text);
		}
		Kind kind = switch (matcher.group(1)) {
			case "presence" -> Kind.PRESENCE;
			case "indexes" -> Kind.INDEXES;
			case "routine" -> Kind.ROUTINE;
			case "table name" -> Kind.TABLE_NAME;
			case "index name" -> Kind.INDEX_NAME;
			case "constraint name" -> Kind.CONSTRAINT_NAME;
			case "columns" -> Kind.COLUMNS;
			default -> Kind.TABLE;
		};
		return new FingerprintScope(kind, matcher.group(2), matcher.group(3));
	}

	/**
	 * The scope as the journal keeps it beside a fingerprint, so that later versions take
	 * the same one.
	 */
	@Override
	public String toString() {
		String object = "`" + this.schema + "`.`" + this.name + "`";
		return switch (this.kind) {
			case SCHEMA -> this.schema;
			case PRESENCE -> "presence " + object;
			case INDEXES -> "indexes " + object;
			case TABLE -> "table " + object;
			case ROUTINE -> "routine " + object;
			case TABLE_NAME -> "table name " + object;
			case INDEX_NAME -> "index name " + object;
			case CONSTRAINT_NAME -> "constraint name " + object;
			case COLUMNS -> "columns " + object;
		};
	}

	/**
	 * How much of an object counts. Journals hold these: one may be added, and none
	 * changed.
	 */
	public enum Kind {

		/** Everything in a schema. */
		SCHEMA,

		/** Whether there is a table, a view or a sequence of that name. */
		PRESENCE,

		/** The indexes of a table. */
		INDEXES,

		/** All that belongs to a table or a view. */
		TABLE,

		/** A procedure or a function. */
		ROUTINE,

		/** As {@link #PRESENCE}, of a table or a view, where it is found by its name. */
		TABLE_NAME,

		/** Whether there is an index of that name, where it is found by its name. */
		INDEX_NAME,

		/** Whether there is a constraint of that name, where it is found by its name. */
		CONSTRAINT_NAME,

		/** The name and the columns of a table, where it is found by its name. */
		COLUMNS

	}

}
