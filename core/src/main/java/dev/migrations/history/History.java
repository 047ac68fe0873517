package dev.migrations.history;

import java.util.List;
import java.util.Set;

import dev.migrations.model.AppliedMigration;

/**
 * What the history table holds.
 *
 * @param columns the columns that the table has, in lower case; empty if there is no
 * table
 * @param migrations its rows, in the order of application
 */
public record History(Set<String> columns, List<AppliedMigration> migrations) {

	static final History NONE = new History(Set.of(), List.of());

	/**
	 * Whether there is a table.
	 * @return whether it exists
	 */
	public boolean exists() {
		return !this.columns.isEmpty();
	}

	// Written out, because what the compiler makes for a record takes long to set up.
	@Override
	public boolean equals(Object other) {
		return other instanceof History history && this.columns.equals(history.columns)
				&& this.migrations.equals(history.migrations);
	}

	@Override
	public int hashCode() {
		return 31 * this.columns.hashCode() + this.migrations.hashCode();
	}

}
