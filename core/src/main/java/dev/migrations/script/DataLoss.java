package dev.migrations.script;

import java.util.List;
import java.util.Set;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Data that a statement takes away for good, if the database has it.
 *
 * @param line the line on which the statement begins, counted from 1
 * @param what what the statement does, such as {@code drops table users}
 * @param objects the objects that hold the data, each under a name that it may have
 * before the scripts are executed; of type {@link #OWNED} for all that a role owns, and
 * of type {@link #ALL} for all that there is
 * @param column the column that alone is taken away, if only one is
 * @param copy what keeps the rows nevertheless; null if nothing does
 */
public record DataLoss(long line, String what, List<ObjectName> objects, @Nullable String column, @Nullable Copy copy) {

	/**
	 * Type of what stands for all objects.
	 */
	public static final String ALL = "ALL";

	/**
	 * Type of what stands for all objects of a role, which is its name.
	 */
	public static final String OWNED = "OWNED";

	/**
	 * Copy of all rows of a table of SQLite, which takes its place.
	 *
	 * @param columns the columns that are copied, in lower case; null for all of them
	 * @param unlessForeignKeys whether rows that refer to the table, of itself or of
	 * others, may go with it if foreign keys are in force on the connection
	 */
	public record Copy(@Nullable Set<String> columns, boolean unlessForeignKeys) {
	}

}
