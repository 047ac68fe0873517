package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.migrations.reliability.database.DatabaseKind;
import org.jspecify.annotations.Nullable;

/**
 * What generated scripts have made so far, and what is made up next.
 */
final class World {

	private static final List<String> TEXTS = List.of("plain", "it''s; here", "-- no comment", "/* nor this */",
			"two\nlines", "Grüße ☃", "a \"quoted\" word", "$$ $1 :x ?", "{fn now()}", "");

	private final Random random;

	private final DatabaseKind kind;

	private final List<Table> tables = new ArrayList<>();

	private final List<String> views = new ArrayList<>();

	private final List<String> orphans = new ArrayList<>();

	private int names;

	World(Random random, DatabaseKind kind) {
		this.random = random;
		this.kind = kind;
	}

	DatabaseKind kind() {
		return this.kind;
	}

	List<Table> tables() {
		return this.tables;
	}

	List<String> views() {
		return this.views;
	}

	/** Rows whose children are there already, which no commit bears. */
	List<String> orphans() {
		return this.orphans;
	}

	int upTo(int most) {
		return 1 + this.random.nextInt(most);
	}

	boolean isOneOf(int many) {
		return this.random.nextInt(many) == 0;
	}

	<T> T pick(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

	/** A name that there was not yet. */
	String fresh(String prefix) {
		return prefix + ++this.names;
	}

	/** An id that no row of any table has. */
	int freshId() {
		return 600_000 + ++this.names;
	}

	/** A name that there was not yet, at times one that has to be quoted. */
	String freshQuoted(String prefix) {
		String quote = (this.kind == DatabaseKind.MARIADB) ? "`" : "\"";
		return isOneOf(6) ? quote + "Odd " + fresh(prefix) + quote : fresh(prefix);
	}

	/** Any table; null if there is none. */
	@Nullable Table table() {
		return this.tables.isEmpty() ? null : pick(this.tables);
	}

	/** Any table on which nothing else depends; null if there is none. */
	@Nullable Table freeTable() {
		List<Table> free = this.tables.stream().filter((table) -> !table.isPinned()).toList();
		return free.isEmpty() ? null : pick(free);
	}

	String text() {
		return "'" + pick(TEXTS) + "'";
	}

	String value(Column column) {
		if (isOneOf(9)) {
			return "NULL";
		}
		return switch (column.type()) {
			case NUMBER -> Integer.toString(this.random.nextInt(2000) - 1000);
			case TEXT -> isOneOf(12) ? "'${word}'" : text();
			case AMOUNT -> this.random.nextInt(1000) + "." + (10 + this.random.nextInt(90));
			case DAY -> "'2024-0" + upTo(9) + "-1" + this.random.nextInt(10) + "'";
		};
	}

	/** A row that there was not yet. */
	String row(Table table) {
		return row(table, table.nextId());
	}

	String row(Table table, int id) {
		StringBuilder row = new StringBuilder("(").append(id);
		for (Column column : table.columns()) {
			row.append(", ").append(value(column));
		}
		return row.append(')').toString();
	}

	String columns(Table table) {
		StringBuilder columns = new StringBuilder("(id");
		table.columns().forEach((column) -> columns.append(", ").append(column.name()));
		return columns.append(')').toString();
	}

	/** An INSERT without its rows. */
	String insert(Table table) {
		return "INSERT INTO " + table.name() + " " + columns(table) + " VALUES ";
	}

}
