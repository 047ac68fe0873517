package dev.migrations.model;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Condition under which a statement is executed, from the comment directly before it,
 * such as {@code -- migrations: unless exists column(jobs.priority)}.
 *
 * @param ifExists whether the object must exist; false for {@code unless exists}
 * @param type what the object is
 * @param schema the schema or attached database, if one is named
 * @param table the table, for a column or constraint
 * @param name the name without quotes
 * @param line line of the comment, counted from 1
 */
public record StatementGuard(boolean ifExists, Type type, @Nullable String schema, @Nullable String table, String name,
		long line) {

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder(this.ifExists ? "if" : "unless");
		text.append(" exists ").append(this.type.name().toLowerCase(Locale.ROOT)).append('(');
		if (this.schema != null) {
			text.append(this.schema).append('.');
		}
		if (this.table != null) {
			text.append(this.table).append('.');
		}
		return text.append(this.name).append(')').toString();
	}

	/**
	 * What a guard can ask for.
	 */
	public enum Type {

		/**
		 * A table.
		 */
		TABLE,

		/**
		 * A view.
		 */
		VIEW,

		/**
		 * An index.
		 */
		INDEX,

		/**
		 * A column of a table or view.
		 */
		COLUMN,

		/**
		 * A trigger.
		 */
		TRIGGER,

		/**
		 * A constraint of a table.
		 */
		CONSTRAINT;

		/**
		 * Whether the name needs the table that it belongs to.
		 * @return whether it does
		 */
		public boolean isInTable() {
			return this == COLUMN || this == CONSTRAINT;
		}

	}

}
