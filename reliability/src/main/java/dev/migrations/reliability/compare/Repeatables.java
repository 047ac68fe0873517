package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Makes up repeatable scripts, and what releases make of them.
 */
final class Repeatables {

	private static final List<String> FILES = List.of("R__again.sql", "R__more again.sql", "R__views.sql");

	private final World world;

	private final Map<String, Script> scripts = new TreeMap<>();

	Repeatables(World world) {
		this.world = world;
	}

	/**
	 * Those that a release brings or changes, in the order of application.
	 */
	List<Script> of(int release) {
		List<Script> changed = new ArrayList<>();
		for (String file : FILES) {
			Script old = this.scripts.get(file);
			if ((old != null) ? this.world.isOneOf(2) : this.world.isOneOf(4)) {
				Script script = next(file, old, release);
				if (!script.lines().isEmpty()) {
					this.scripts.put(file, script);
					changed.add(script);
				}
			}
		}
		return changed;
	}

	private Script next(String file, @Nullable Script old, int release) {
		if (old != null && this.world.isOneOf(5)) {
			return new Script(file, "-- said otherwise\n", old.lines(), release, null);
		}
		List<Line> lines = new ArrayList<>();
		if (old != null && this.world.isOneOf(2)) {
			lines.addAll(old.lines());
		}
		for (int i = this.world.upTo(3); i > 0; i--) {
			Table table = this.world.table();
			if (table != null) {
				lines.addAll(idempotent(file, table));
			}
		}
		return new Script(file, this.world.isOneOf(3) ? "-- again\n" : "", List.copyOf(lines), release, null);
	}

	private List<Line> idempotent(String file, Table table) {
		String id = Integer.toString(70_000 + this.world.upTo(5000));
		return switch (this.world.upTo(4)) {
			case 1 -> {
				table.pin();
				String view = "again_" + file.charAt(3) + this.world.upTo(3);
				yield List.of(Line.of("DROP VIEW IF EXISTS " + view),
						Line.of("CREATE VIEW " + view + " AS SELECT id FROM " + table.name() + " WHERE id < " + id));
			}
			case 2 -> List.of(Line.of("DELETE FROM " + table.name() + " WHERE id = " + id),
					Line.of("INSERT INTO " + table.name() + " (id) VALUES (" + id + ")"));
			case 3 -> List.of(Line.of("UPDATE " + table.name() + " SET id = id WHERE id = " + id));
			default -> List.of(Line.of("CREATE TABLE IF NOT EXISTS counts (n INTEGER)"),
					Line.of("INSERT INTO counts SELECT count(*) FROM " + table.name()));
		};
	}

}
