package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Query of SQLite that reads all rows of one table, and of each row columns as they are.
 * Read are {@code *}, or a list of
 * <ol>
 * <li>columns, which may be qualified by the name of the table;</li>
 * <li>{@code coalesce(column, …)} and {@code ifnull(column, …)} with nothing but columns
 * and values in the list, for that puts a value only where there was none;</li>
 * <li>values, which are no column of the table.</li>
 * </ol>
 * Each may have another name in the query. Anything else could leave rows out.
 *
 * @param from the table
 * @param columns the columns that are read, in lower case; null for all of them
 * @param sameNames whether each is stored under the name that it had
 */
record TableCopy(ObjectName from, @Nullable Set<String> columns, boolean sameNames) {

	/**
	 * Reads {@code INSERT INTO table [(columns)] SELECT … FROM …}.
	 * @param into the table that is written to
	 * @return the copy; null if the statement is anything else
	 */
	static @Nullable TableCopy insertedInto(CreatedTable into, StatementTokens tokens) {
		if (tokens.keyword(0) != Keyword.INSERT || tokens.keyword(1) != Keyword.INTO
				|| !isTable(tokens, 2, into.name().name())) {
			return null;
		}
		int at = 3;
		List<String> written = into.columns();
		if (tokens.is(at, '(')) {
			int end = tokens.skipGroup(at);
			written = names(tokens, at + 1, end - 1);
			if (written == null) {
				return null;
			}
			at = end;
		}
		return selected(tokens, at, written, at == 3, false);
	}

	/**
	 * Reads the query of {@code CREATE TABLE … AS}, whose columns are called as in it.
	 * @param at where it begins
	 * @return the copy; null if the query is anything else
	 */
	static @Nullable TableCopy createdAs(StatementTokens tokens, int at) {
		return selected(tokens, at, null, true, true);
	}

	/**
	 * Reads a query up to the end of the statement.
	 * @param at where it begins
	 * @param written the names under which its columns are stored; null if nobody knows
	 * @param mayBeAll whether it may be of all columns
	 * @param ownNames whether they are stored under those that they have in the query
	 * @return the copy; null if the query is anything else
	 */
	private static @Nullable TableCopy selected(StatementTokens tokens, int at, @Nullable List<String> written,
			boolean mayBeAll, boolean ownNames) {
		int from = tokens.size() - 2;
		if (tokens.keyword(at) != Keyword.SELECT || tokens.keyword(from) != Keyword.FROM || !tokens.isName(from + 1)
				|| from <= at + 1) {
			return null;
		}
		ObjectName table = new ObjectName("TABLE", null, tokens.unquoted(from + 1));
		if (mayBeAll && tokens.is(at + 1, '*') && from == at + 2) {
			return new TableCopy(table, null, ownNames);
		}
		Items items = new Items(tokens, table.name(), from);
		List<String> read = items.read(at + 1);
		List<String> stored = ownNames ? items.names : written;
		if (read == null || (stored != null && stored.size() != read.size())) {
			return null;
		}
		boolean sameNames = stored != null;
		Set<String> columns = new HashSet<>();
		for (int i = 0; i < read.size(); i++) {
			String column = read.get(i);
			if (!column.isEmpty()) {
				columns.add(column);
				sameNames &= stored != null && stored.get(i).equals(column);
			}
		}
		return new TableCopy(table, Set.copyOf(columns), sameNames);
	}

	/**
	 * What is left of it once its rows were copied once more.
	 * @param again the second copy
	 * @return the copy; null if that cannot be told
	 */
	@Nullable TableCopy then(TableCopy again) {
		if (again.columns == null) {
			return new TableCopy(this.from, this.columns, this.sameNames && again.sameNames);
		}
		if (!this.sameNames) {
			return null;
		}
		Set<String> both = new HashSet<>(again.columns);
		if (this.columns != null) {
			both.retainAll(this.columns);
		}
		return new TableCopy(this.from, Set.copyOf(both), again.sameNames);
	}

	private static boolean isTable(StatementTokens tokens, int at, String name) {
		return tokens.isName(at) && ReadNames.folded(tokens.unquoted(at)).equals(ReadNames.folded(name));
	}

	/**
	 * Names with commas between them. Of one that is there twice, the second value would
	 * be thrown away.
	 */
	private static @Nullable List<String> names(StatementTokens tokens, int from, int end) {
		Set<String> names = new LinkedHashSet<>();
		for (int at = from; at < end; at += 2) {
			boolean name = tokens.isName(at) && (at + 1 >= end || tokens.is(at + 1, ','));
			if (!name || !names.add(ReadNames.folded(tokens.unquoted(at)))) {
				return null;
			}
		}
		return List.copyOf(names);
	}

	/**
	 * What a query selects.
	 */
	private static final class Items {

		private final StatementTokens tokens;

		private final String table;

		private final int end;

		/** What each is called. */
		private final List<String> names = new ArrayList<>();

		private int at;

		Items(StatementTokens tokens, String table, int end) {
			this.tokens = tokens;
			this.table = table;
			this.end = end;
		}

		/**
		 * Reads all of them.
		 * @return the columns, in lower case, empty for a value; null if there is
		 * anything else
		 */
		@Nullable List<String> read(int from) {
			List<String> columns = new ArrayList<>();
			this.at = from;
			do {
				String column = isFilled() ? filled() : value() ? "" : column();
				if (column == null || !alias(column)) {
					return null;
				}
				columns.add(column);
			}
			while (comma());
			return (this.at == this.end) ? columns : null;
		}

		private boolean comma() {
			boolean comma = this.tokens.is(this.at, ',');
			this.at += comma ? 1 : 0;
			return comma;
		}

		private boolean alias(String column) {
			boolean alias = this.tokens.keyword(this.at) == Keyword.AS;
			this.at += alias ? 2 : 0;
			this.names.add(alias ? ReadNames.folded(this.tokens.unquoted(this.at - 1)) : column);
			return !alias || (this.tokens.isName(this.at - 1) && this.at <= this.end);
		}

		private boolean isFilled() {
			String name = this.tokens.text(this.at).toLowerCase(Locale.ROOT);
			return (name.equals("coalesce") || name.equals("ifnull")) && this.tokens.is(this.at + 1, '(');
		}

		/**
		 * The first column of several of which the first one that is not null is taken.
		 */
		private @Nullable String filled() {
			this.at += 2;
			String first = column();
			while (first != null && comma()) {
				if (!value() && column() == null) {
					return null;
				}
			}
			this.at++;
			return this.tokens.is(this.at - 1, ')') ? first : null;
		}

		private @Nullable String column() {
			if (this.tokens.is(this.at + 1, '.') && isTable(this.tokens, this.at, this.table)) {
				this.at += 2;
			}
			if (!this.tokens.isName(this.at) || this.at >= this.end) {
				return null;
			}
			return ReadNames.folded(this.tokens.unquoted(this.at++));
		}

		/**
		 * Whether a value is next, even if a column has that name.
		 */
		private boolean value() {
			int first = (this.tokens.is(this.at, '-') || this.tokens.is(this.at, '+')) ? this.at + 1 : this.at;
			boolean value = switch (this.tokens.type(first)) {
				case NUMBER -> true;
				case STRING -> first == this.at;
				case WORD -> first == this.at && isConstant(this.tokens.text(first));
				default -> false;
			};
			this.at = value ? first + 1 : this.at;
			return value;
		}

		private static boolean isConstant(String word) {
			return switch (word.toUpperCase(Locale.ROOT)) {
				case "NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP" -> true;
				default -> false;
			};
		}

	}

}
