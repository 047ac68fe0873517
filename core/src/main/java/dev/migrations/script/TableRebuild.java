package dev.migrations.script;

import java.util.Objects;

import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Recognises how a table is changed on SQLite for which there is no {@code ALTER TABLE},
 * by statements that follow each other, with nothing but {@code CREATE INDEX} between
 * them:
 * <ol>
 * <li>{@code CREATE TABLE other (…)}, in which no row can be left out by
 * {@code ON CONFLICT};</li>
 * <li>{@code INSERT INTO other … SELECT … FROM old}, as {@link TableCopy} reads it; or
 * both at once by {@code CREATE TABLE other AS SELECT … FROM old};</li>
 * <li>{@code DROP TABLE old};</li>
 * <li>{@code ALTER TABLE other RENAME TO old}; or {@code CREATE TABLE old (…)} and
 * {@code INSERT INTO old … SELECT … FROM other}, where the other one may be
 * temporary.</li>
 * </ol>
 * Whatever differs from that is not recognised. Where the first three are followed by
 * anything else, the third has been a loss.
 */
final class TableRebuild {

	private final ForeseenObjects foreseen;

	private Stage stage = Stage.NONE;

	/** The other table. */
	private @Nullable CreatedTable other;

	/** The new one that has the name of the old one. */
	private @Nullable CreatedTable recreated;

	/** What it has of the old table. */
	private @Nullable TableCopy copy;

	private long dropped;

	private final ForeignKeysPragma foreignKeys = new ForeignKeysPragma();

	/** Whether there may be a temporary table. */
	private boolean temporary;

	/** The only temporary table, by way of which one was rebuilt. */
	private @Nullable ObjectName leftOver;

	TableRebuild(ForeseenObjects foreseen) {
		this.foreseen = foreseen;
	}

	/**
	 * A script begins.
	 */
	void begin() {
		this.stage = Stage.NONE;
		this.foreignKeys.begin();
		this.temporary = false;
		this.leftOver = null;
	}

	/**
	 * A statement follows.
	 * @return whether it belongs to a table that is rebuilt, so that it needs not be read
	 * for what it does by itself
	 */
	boolean follows(Statement statement, StatementTokens tokens) {
		boolean guarded = statement.guard() != null;
		this.foreignKeys.follow(tokens, guarded);
		if (!guarded && this.stage != Stage.NONE && isIndex(tokens)) {
			return false;
		}
		Stage next = guarded ? Stage.NONE : next(statement, tokens);
		if (next == Stage.NONE) {
			conclude();
			next = guarded ? Stage.NONE : first(statement, tokens);
		}
		this.temporary |= next == Stage.NONE && isTemporary(tokens);
		if (isDrop(tokens, this.leftOver)) {
			this.leftOver = null;
		}
		this.stage = next;
		return switch (next) {
			case NONE, CREATED, COPIED -> false;
			case DROPPED, RECREATED, REBUILT -> true;
		};
	}

	private Stage next(Statement statement, StatementTokens tokens) {
		return switch (this.stage) {
			case NONE, REBUILT -> Stage.NONE;
			case CREATED -> isCopy(TableCopy.insertedInto(other(), tokens)) ? Stage.COPIED : Stage.NONE;
			case COPIED -> {
				this.dropped = statement.line();
				yield isDrop(tokens, old()) ? Stage.DROPPED : Stage.NONE;
			}
			case DROPPED -> isRename(tokens) ? renamed() : recreated(CreatedTable.of(statement, tokens));
			case RECREATED -> copiedBack(TableCopy.insertedInto(Objects.requireNonNull(this.recreated), tokens));
		};
	}

	/**
	 * What a statement is that continues nothing.
	 */
	private Stage first(Statement statement, StatementTokens tokens) {
		CreatedTable table = CreatedTable.of(statement, tokens);
		if (table == null || this.temporary || this.leftOver != null || !this.foreseen.isUntouched(table.name())) {
			return Stage.NONE;
		}
		this.other = table;
		if (table.query() == 0) {
			return Stage.CREATED;
		}
		return isCopy(TableCopy.createdAs(tokens, table.query())) ? Stage.COPIED : Stage.NONE;
	}

	private boolean isCopy(@Nullable TableCopy read) {
		this.copy = read;
		return read != null && !isSame(read.from(), other().name()) && !this.foreignKeys.areSwitchedOn()
				&& this.foreseen.isUntouched(read.from());
	}

	private Stage renamed() {
		rebuilt();
		this.foreseen.leave(other().name());
		return Stage.REBUILT;
	}

	private Stage recreated(@Nullable CreatedTable table) {
		this.recreated = table;
		boolean replaces = table != null && !table.temporary() && table.query() == 0 && isSame(table.name(), old());
		return replaces ? Stage.RECREATED : Stage.NONE;
	}

	private Stage copiedBack(@Nullable TableCopy back) {
		TableCopy both = (back != null && isSame(back.from(), other().name())) ? copy().then(back) : null;
		if (both == null) {
			return Stage.NONE;
		}
		this.copy = both;
		this.leftOver = other().temporary() ? other().name() : null;
		rebuilt();
		return Stage.REBUILT;
	}

	/**
	 * Nothing of the kind follows any more.
	 */
	void end() {
		this.foreignKeys.passOver();
		conclude();
		this.stage = Stage.NONE;
	}

	private void conclude() {
		if (this.stage == Stage.DROPPED || this.stage == Stage.RECREATED) {
			this.foreseen.at(this.dropped, false);
			this.foreseen.drop("drops " + old(), old(), false);
		}
		if (this.stage == Stage.RECREATED) {
			this.foreseen.create(old(), false);
		}
		this.temporary |= this.other != null && this.other.temporary() && this.stage != Stage.NONE
				&& this.stage != Stage.REBUILT;
	}

	private void rebuilt() {
		this.foreseen.rebuild(copy(), this.dropped, !this.foreignKeys.areSwitchedOff());
	}

	private CreatedTable other() {
		return Objects.requireNonNull(this.other);
	}

	private TableCopy copy() {
		return Objects.requireNonNull(this.copy);
	}

	private ObjectName old() {
		return copy().from();
	}

	/**
	 * Whether a temporary object may be made, which hides others of its name.
	 */
	private static boolean isTemporary(StatementTokens tokens) {
		Keyword second = tokens.keyword(1);
		if (tokens.keyword(0) == Keyword.CREATE && (second == Keyword.TEMP || second == Keyword.TEMPORARY)) {
			return true;
		}
		for (int i = 1; i + 1 < tokens.size(); i++) {
			if (tokens.is(i + 1, '.') && tokens.unquoted(i).equalsIgnoreCase("temp")) {
				return true;
			}
		}
		return false;
	}

	private static boolean isIndex(StatementTokens tokens) {
		return tokens.keyword(0) == Keyword.CREATE
				&& (tokens.keyword(1) == Keyword.INDEX || tokens.keyword(1) == Keyword.UNIQUE);
	}

	private static boolean isDrop(StatementTokens tokens, @Nullable ObjectName table) {
		return tokens.keyword(0) == Keyword.DROP && tokens.keyword(1) == Keyword.TABLE && tokens.size() == 3
				&& isSame(table(tokens, 2), table);
	}

	private boolean isRename(StatementTokens tokens) {
		return !other().temporary() && tokens.keyword(0) == Keyword.ALTER && tokens.keyword(1) == Keyword.TABLE
				&& isSame(table(tokens, 2), other().name()) && tokens.keyword(3) == Keyword.RENAME
				&& tokens.keyword(4) == Keyword.TO && isSame(table(tokens, 5), old()) && tokens.size() == 6;
	}

	private static @Nullable ObjectName table(StatementTokens tokens, int index) {
		return tokens.isName(index) ? new ObjectName("TABLE", null, tokens.unquoted(index)) : null;
	}

	private static boolean isSame(@Nullable ObjectName table, @Nullable ObjectName other) {
		return table != null && other != null && ReadNames.folded(table.name()).equals(ReadNames.folded(other.name()));
	}

	/**
	 * What has been seen so far.
	 */
	private enum Stage {

		/** Nothing. */
		NONE,

		/** The other table is there. */
		CREATED,

		/** It has the rows of the old one. */
		COPIED,

		/** The old one is dropped. */
		DROPPED,

		/** A new one has the name of the old one, and no rows yet. */
		RECREATED,

		/** The name of the old one is that of one with its rows. */
		REBUILT

	}

}
