package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Recognises how a table is changed on SQLite for which there is no {@code ALTER TABLE},
 * by four statements that follow each other:
 * <ol>
 * <li>{@code CREATE TABLE new (…)}, in which no row can be left out by
 * {@code ON CONFLICT};</li>
 * <li>{@code INSERT INTO new (a, b) SELECT a, b FROM old}, with the same names in both
 * lists, which may be qualified by that of the old table, or
 * {@code INSERT INTO new SELECT * FROM old}, and nothing else;</li>
 * <li>{@code DROP TABLE old};</li>
 * <li>{@code ALTER TABLE new RENAME TO old}.</li>
 * </ol>
 * Whatever differs from that is not recognised. Where the first three are followed by
 * anything else, the third has been a loss.
 */
final class TableRebuild {

	private final ForeseenObjects foreseen;

	private Stage stage = Stage.NONE;

	private @Nullable ObjectName created;

	private @Nullable ObjectName old;

	/** The columns that are copied; null for all of them. */
	private @Nullable Set<String> columns;

	private long dropped;

	/** Whether foreign keys are in force; null if that is as the connection has it. */
	private @Nullable Boolean foreignKeys;

	/** Whether there was nothing but pragmas so far. */
	private boolean head = true;

	/** Whether there may be a temporary table. */
	private boolean temporary;

	TableRebuild(ForeseenObjects foreseen) {
		this.foreseen = foreseen;
	}

	/**
	 * A script begins.
	 */
	void begin() {
		this.stage = Stage.NONE;
		this.foreignKeys = null;
		this.head = true;
		this.temporary = false;
	}

	/**
	 * A statement follows.
	 * @return whether it belongs to a table that is rebuilt, so that it needs not be read
	 * for what it does by itself
	 */
	boolean follows(Statement statement, StatementTokens tokens) {
		boolean guarded = statement.guard() != null;
		if (tokens.keyword(0) == Keyword.PRAGMA) {
			pragma(tokens, guarded);
		}
		else {
			this.head = false;
			this.temporary |= isTemporary(tokens);
		}
		boolean next = !guarded && switch (this.stage) {
			case NONE -> false;
			case CREATED -> isCopy(tokens);
			case COPIED -> isDrop(tokens);
			case DROPPED -> isRename(tokens);
		};
		if (!next) {
			conclude();
			this.stage = (!guarded && isCreate(statement, tokens)) ? Stage.CREATED : Stage.NONE;
			return false;
		}
		switch (this.stage) {
			case CREATED -> this.stage = Stage.COPIED;
			case COPIED -> {
				this.dropped = statement.line();
				this.stage = Stage.DROPPED;
				return true;
			}
			default -> {
				finish();
				return true;
			}
		}
		return false;
	}

	/**
	 * Nothing of the kind follows any more.
	 */
	void end() {
		this.head = false;
		conclude();
	}

	private void conclude() {
		if (this.stage == Stage.DROPPED && this.old != null) {
			this.foreseen.at(this.dropped);
			this.foreseen.drop("drops " + this.old, this.old, false);
		}
		this.stage = Stage.NONE;
	}

	private void finish() {
		if (this.old != null && this.created != null) {
			this.foreseen.rebuild(this.old, this.dropped,
					new DataLoss.Copy(this.columns, !Boolean.FALSE.equals(this.foreignKeys)), this.created);
		}
		this.stage = Stage.NONE;
	}

	/**
	 * {@code PRAGMA foreign_keys=OFF} has its effect for sure at the head of a script
	 * alone; whatever else sets it may have switched it on.
	 */
	private void pragma(StatementTokens tokens, boolean guarded) {
		boolean sets = false;
		for (int i = 1; i < tokens.size() && tokens.size() > 2; i++) {
			sets |= tokens.unquoted(i).equalsIgnoreCase("foreign_keys");
		}
		if (sets) {
			boolean off = switch (tokens.unquoted(3).toUpperCase(Locale.ROOT)) {
				case "OFF", "0", "FALSE", "NO" -> true;
				default -> false;
			};
			this.foreignKeys = !(off && this.head && !guarded && tokens.keyword(1) == Keyword.FOREIGN_KEYS
					&& (tokens.is(2, '=') || tokens.is(2, '(')));
		}
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

	private boolean isCreate(Statement statement, StatementTokens tokens) {
		this.created = table(tokens, 2);
		boolean conflicts = statement.text().toUpperCase(Locale.ROOT).contains("CONFLICT");
		return tokens.keyword(0) == Keyword.CREATE && tokens.keyword(1) == Keyword.TABLE && this.created != null
				&& tokens.is(3, '(') && !conflicts && !this.temporary && this.foreseen.isUntouched(this.created);
	}

	private boolean isCopy(StatementTokens tokens) {
		if (tokens.keyword(0) != Keyword.INSERT || tokens.keyword(1) != Keyword.INTO
				|| !isSame(table(tokens, 2), this.created)) {
			return false;
		}
		int at = 3;
		List<String> written = null;
		Set<String> qualifiers = new HashSet<>();
		if (tokens.is(at, '(')) {
			written = new ArrayList<>();
			at = columns(tokens, at + 1, written, qualifiers);
			if (!tokens.is(at, ')')) {
				return false;
			}
			at++;
		}
		if (tokens.keyword(at) != Keyword.SELECT) {
			return false;
		}
		List<String> read = null;
		if (written == null && tokens.is(at + 1, '*')) {
			at += 2;
		}
		else {
			read = new ArrayList<>();
			at = columns(tokens, at + 1, read, qualifiers);
		}
		this.old = table(tokens, at + 1);
		if (tokens.keyword(at) != Keyword.FROM || tokens.size() != at + 2 || !isSame(written, read)) {
			return false;
		}
		this.columns = (read != null) ? Set.copyOf(new HashSet<>(read)) : null;
		if (this.old != null) {
			qualifiers.remove(this.old.name().toLowerCase(Locale.ROOT));
		}
		return this.old != null && qualifiers.isEmpty() && !isSame(this.old, this.created)
				&& !Boolean.TRUE.equals(this.foreignKeys) && this.foreseen.isUntouched(this.old);
	}

	/**
	 * Reads plain names with commas between them, which may be qualified by the table's.
	 * @return the index behind the last one
	 */
	private static int columns(StatementTokens tokens, int from, List<String> names, Set<String> qualifiers) {
		int at = from;
		while (tokens.isName(at) && !isValue(tokens, at) && tokens.keyword(at) != Keyword.FROM) {
			if (tokens.is(at + 1, '.')) {
				qualifiers.add(tokens.unquoted(at).toLowerCase(Locale.ROOT));
				at += 2;
			}
			names.add(tokens.unquoted(at).toLowerCase(Locale.ROOT));
			at++;
			if (!tokens.is(at, ',')) {
				break;
			}
			at++;
		}
		return at;
	}

	/**
	 * Whether what could be a name is a value, even if a column has that name.
	 */
	private static boolean isValue(StatementTokens tokens, int index) {
		return tokens.type(index) == TokenType.STRING
				|| tokens.type(index) == TokenType.WORD && switch (tokens.text(index).toUpperCase(Locale.ROOT)) {
					case "NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP" -> true;
					default -> false;
				};
	}

	private static boolean isSame(@Nullable List<String> written, @Nullable List<String> read) {
		return (written == null) ? read == null : written.equals(read);
	}

	private boolean isDrop(StatementTokens tokens) {
		return tokens.keyword(0) == Keyword.DROP && tokens.keyword(1) == Keyword.TABLE && tokens.size() == 3
				&& isSame(table(tokens, 2), this.old);
	}

	private boolean isRename(StatementTokens tokens) {
		return tokens.keyword(0) == Keyword.ALTER && tokens.keyword(1) == Keyword.TABLE
				&& isSame(table(tokens, 2), this.created) && tokens.keyword(3) == Keyword.RENAME
				&& tokens.keyword(4) == Keyword.TO && isSame(table(tokens, 5), this.old) && tokens.size() == 6;
	}

	private static @Nullable ObjectName table(StatementTokens tokens, int index) {
		return tokens.isName(index) ? new ObjectName("TABLE", null, tokens.unquoted(index)) : null;
	}

	private static boolean isSame(@Nullable ObjectName table, @Nullable ObjectName other) {
		return table != null && other != null && table.name().equalsIgnoreCase(other.name());
	}

	/**
	 * What has been seen so far.
	 */
	private enum Stage {

		/** Nothing. */
		NONE,

		/** The new table is there. */
		CREATED,

		/** It has the rows of the old one. */
		COPIED,

		/** The old one is dropped. */
		DROPPED

	}

}
