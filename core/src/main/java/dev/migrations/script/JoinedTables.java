package dev.migrations.script;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the clauses of {@code ALTER TABLE} by which rows of one table become those of
 * another, or go with it.
 */
final class JoinedTables {

	private final ForeseenObjects foreseen;

	private final NameCursor cursor;

	JoinedTables(ForeseenObjects foreseen, NameCursor cursor) {
		this.foreseen = foreseen;
		this.cursor = cursor;
	}

	/**
	 * {@code EXCHANGE PARTITION p WITH TABLE t}.
	 */
	void exchange(ObjectName altered) {
		if (this.cursor.goTo(Keyword.TABLE)) {
			this.cursor.advance();
			join(altered, this.cursor.object("TABLE"));
		}
	}

	/**
	 * {@code ATTACH PARTITION t}.
	 */
	void attach(ObjectName altered) {
		if (this.cursor.keyword() == Keyword.PARTITION) {
			this.cursor.advance();
			join(this.cursor.object("TABLE"), altered);
		}
	}

	/**
	 * {@code INHERIT t}, {@code CONVERT PARTITION p TO TABLE t} and
	 * {@code CONVERT TABLE t TO PARTITION p}.
	 */
	void other(ObjectName altered) {
		if (this.cursor.isBehind("INHERIT")) {
			join(altered, this.cursor.object("TABLE"));
		}
		else if (this.cursor.isBehind("CONVERT") && this.cursor.keyword() == Keyword.PARTITION) {
			exchange(altered);
		}
		else if (this.cursor.isBehind("CONVERT") && this.cursor.keyword() == Keyword.TABLE) {
			this.cursor.advance();
			join(this.cursor.object("TABLE"), altered);
		}
	}

	private void join(@Nullable ObjectName from, @Nullable ObjectName to) {
		if (from != null && to != null) {
			this.foreseen.join(from, to);
		}
	}

}
