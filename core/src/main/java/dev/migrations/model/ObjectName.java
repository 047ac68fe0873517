package dev.migrations.model;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Name of a database object as a statement spells it, without quotes.
 *
 * @param type what it is, such as {@code TABLE} or {@code INDEX}
 * @param schema the qualifier, if there is one
 * @param name the name
 */
public record ObjectName(String type, @Nullable String schema, String name) {

	/**
	 * Qualifier that stands for any schema.
	 */
	public static final String ANYWHERE = "*";

	@Override
	public String toString() {
		return this.type.toLowerCase(Locale.ROOT) + " " + ((this.schema != null) ? this.schema + "." : "") + this.name;
	}

}
