package dev.migrations.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.migrations.model.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a query whether it copies all rows of one table, and which columns.
 * <ol>
 * <li>It selects from one table alone, without a condition, a limit, a grouping or
 * another query.</li>
 * <li>A column is copied where it stands alone, or in {@code CAST}, {@code COALESCE} or
 * {@code IFNULL}. Other expressions are left out of account, if they call only functions
 * that are known to give one value for each row.</li>
 * <li>Whatever else there is, nothing is taken to be copied.</li>
 * </ol>
 */
final class TableCopies {

	/** They give the value of a column where there is one. */
	private static final Set<String> KEEPING = Set.of("CAST", "COALESCE", "IFNULL");

	/** What may stand before a parenthesis: functions of one row, types and operators. */
	private static final Set<String> ONE_ROW = Set.of("CAST", "COALESCE", "IFNULL", "NULLIF", "LOWER", "UPPER", "TRIM",
			"LTRIM", "RTRIM", "REPLACE", "SUBSTR", "SUBSTRING", "LENGTH", "ABS", "ROUND", "HEX", "CONCAT", "DATE",
			"DATETIME", "STRFTIME", "NOW", "RANDOM", "UUID", "GEN_RANDOM_UUID", "CHAR", "VARCHAR", "CHARACTER",
			"DECIMAL", "NUMERIC", "IN", "AND", "OR", "NOT", "WHEN", "THEN", "ELSE");

	private final StatementTokens tokens;

	private final int from;

	private int at;

	/**
	 * Creates a reader.
	 * @param tokens the tokens of the statement
	 * @param from where the query may begin
	 */
	TableCopies(StatementTokens tokens, int from) {
		this.tokens = tokens;
		this.from = from;
	}

	/**
	 * Reads the query.
	 * @param targets the columns that are written to; null if the statement does not say
	 * @param created whether columns get the names that the query gives them
	 * @return what it copies; null if that is not certain
	 */
	@Nullable Copied read(@Nullable List<String> targets, boolean created) {
		if (this.tokens.keyword(this.from) != Keyword.SELECT) {
			return null;
		}
		List<Item> items = items();
		ObjectName table = (items != null) ? table() : null;
		if (items == null || table == null) {
			return null;
		}
		CopiedColumns columns = columns(items, targets, created);
		return (columns != null) ? new Copied(table, columns) : null;
	}

	private static @Nullable CopiedColumns columns(List<Item> items, @Nullable List<String> targets, boolean created) {
		if (items.stream().anyMatch((item) -> item.column != null && item.column.equals("*"))) {
			return (items.size() == 1 && targets == null) ? CopiedColumns.ALL : new CopiedColumns(null, false);
		}
		if (targets != null && targets.size() != items.size()) {
			return null;
		}
		Map<String, String> sources = new HashMap<>();
		for (int i = 0; i < items.size(); i++) {
			Item item = items.get(i);
			if (item.column != null) {
				String target = (targets != null) ? targets.get(i) : created ? item.name : item.column;
				sources.put(CopiedColumns.folded(target), CopiedColumns.folded(item.column));
			}
		}
		// Without their names, columns are known as long as nothing else is written.
		boolean named = targets != null || created || sources.size() == items.size();
		return new CopiedColumns(Map.copyOf(sources), named);
	}

	/**
	 * The list of what is selected, up to {@code FROM}.
	 */
	private @Nullable List<Item> items() {
		List<Item> items = new ArrayList<>();
		this.at = this.from + 1;
		if (this.tokens.keyword(this.at) == Keyword.ALL) {
			this.at++;
		}
		int begin = this.at;
		while (this.at < this.tokens.size()) {
			Keyword keyword = this.tokens.keyword(this.at);
			if (keyword == Keyword.FROM || this.tokens.is(this.at, ',')) {
				items.add(item(begin, this.at));
				if (keyword == Keyword.FROM) {
					this.at++;
					return items;
				}
				begin = this.at + 1;
				this.at++;
			}
			else if (this.tokens.is(this.at, '(')) {
				if (!isOneRow(this.at)) {
					return null;
				}
				this.at = this.tokens.skipGroup(this.at);
			}
			else if (changesRows(this.at)) {
				return null;
			}
			else {
				this.at++;
			}
		}
		return null;
	}

	private boolean isOneRow(int open) {
		int end = this.tokens.skipGroup(open);
		for (int i = open; i < end; i++) {
			if (changesRows(i)) {
				return false;
			}
			if (this.tokens.is(i, '(') && this.tokens.isName(i - 1)
					&& !ONE_ROW.contains(this.tokens.text(i - 1).toUpperCase(Locale.ROOT))) {
				return false;
			}
		}
		return true;
	}

	private boolean changesRows(int index) {
		return switch (this.tokens.text(index).toUpperCase(Locale.ROOT)) {
			case "SELECT", "DISTINCT", "TOP", "INTO", "OVER" -> true;
			default -> false;
		};
	}

	private Item item(int begin, int end) {
		int at = begin;
		while (this.tokens.isName(at) && this.tokens.is(at + 1, '.')) {
			at += 2;
		}
		if (this.tokens.is(at, '*') && at + 1 == end) {
			return new Item("*", "*");
		}
		boolean call = at == begin && this.tokens.is(at + 1, '(')
				&& KEEPING.contains(this.tokens.text(at).toUpperCase(Locale.ROOT));
		int after = behindCasts(call ? this.tokens.skipGroup(at + 1) : at + 1);
		String name = alias(after, end);
		if (!this.tokens.isName(at) || (after < end && name == null)) {
			return new Item(null, "");
		}
		int column = at;
		if (call) {
			column = at + 2;
			while (this.tokens.isName(column) && this.tokens.is(column + 1, '.')) {
				column += 2;
			}
			boolean alone = this.tokens.is(column + 1, ',') || this.tokens.keyword(column + 1) == Keyword.AS;
			if (!this.tokens.isName(column) || !alone) {
				return new Item(null, "");
			}
		}
		String copied = this.tokens.unquoted(column);
		return new Item(copied, (name != null) ? name : copied);
	}

	/**
	 * Goes behind {@code ::type}.
	 */
	private int behindCasts(int index) {
		int at = index;
		while (this.tokens.is(at, ':') && this.tokens.is(at + 1, ':')) {
			at = this.tokens.skipGroup(at + 3);
		}
		return at;
	}

	private @Nullable String alias(int at, int end) {
		int name = (this.tokens.keyword(at) == Keyword.AS) ? at + 1 : at;
		return (name + 1 == end && this.tokens.isName(name)) ? this.tokens.unquoted(name) : null;
	}

	/**
	 * The table behind {@code FROM}, if nothing but its alias and an order follows.
	 */
	private @Nullable ObjectName table() {
		if (this.tokens.keyword(this.at) == Keyword.ONLY) {
			return null;
		}
		List<String> parts = new ArrayList<>();
		while (this.tokens.isName(this.at)) {
			parts.add(this.tokens.unquoted(this.at++));
			if (!this.tokens.is(this.at, '.')) {
				break;
			}
			this.at++;
		}
		if (parts.isEmpty()) {
			return null;
		}
		if (!isEnd(this.at)) {
			this.at += (this.tokens.keyword(this.at) == Keyword.AS) ? 1 : 0;
			if (!this.tokens.isName(this.at) || !isEnd(this.at + 1)) {
				return null;
			}
		}
		int size = parts.size();
		return new ObjectName("TABLE", (size > 1) ? parts.get(size - 2) : null, parts.get(size - 1));
	}

	private boolean isEnd(int index) {
		if (index >= this.tokens.size()) {
			return true;
		}
		if (!this.tokens.text(index).equalsIgnoreCase("ORDER")) {
			return false;
		}
		for (int i = index + 1; i < this.tokens.size(); i++) {
			switch (this.tokens.text(i).toUpperCase(Locale.ROOT)) {
				case "LIMIT", "OFFSET", "FETCH", "UNION", "EXCEPT", "INTERSECT", "ON", "RETURNING", "FOR" -> {
					return false;
				}
				default -> {
				}
			}
		}
		return true;
	}

	/**
	 * What is selected.
	 *
	 * @param column the column that it copies, or an asterisk; null for anything else
	 * @param name what it is called in the result
	 */
	private record Item(@Nullable String column, String name) {
	}

	/**
	 * What is copied.
	 *
	 * @param table the table
	 * @param columns its columns
	 */
	record Copied(ObjectName table, CopiedColumns columns) {
	}

}
