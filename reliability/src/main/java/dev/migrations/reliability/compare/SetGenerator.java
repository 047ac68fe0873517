package dev.migrations.reliability.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.migrations.reliability.database.DatabaseKind;

/**
 * Makes up sets of migrations: from the same seed the same.
 */
final class SetGenerator {

	private static final List<String> COMMENTS = List.of("", "", "", "\n", "-- why; 'not\n", "/* a ; \" comment */ ",
			"/* of\ntwo lines */\n", "\n\n-- two\n\n", "   ");

	private final DatabaseKind kind;

	private final List<Move> moves = new ArrayList<>(CommonMoves.all());

	private final List<Move> mistakes;

	SetGenerator(DatabaseKind kind) {
		this.kind = kind;
		this.mistakes = new ArrayList<>(Mistakes.all(kind));
		switch (kind) {
			case POSTGRESQL -> {
				this.moves.addAll(PostgresMoves.all());
				this.mistakes.addAll(PostgresMoves.mistakes());
			}
			case SQLITE -> {
				this.moves.addAll(SqliteMoves.all());
				this.mistakes.addAll(SqliteMoves.mistakes());
			}
			case MARIADB, MYSQL -> {
				this.moves.addAll(MariaDbMoves.all());
				this.mistakes.addAll(MariaDbMoves.mistakes());
			}
			case H2 -> {
				this.moves.addAll(H2Moves.all());
				this.mistakes.addAll(H2Moves.mistakes());
			}
		}
	}

	/**
	 * Makes one up.
	 * @param seed the seed
	 */
	MigrationSet of(long seed) {
		Random random = new Random(seed);
		World world = new World(random, this.kind);
		int scripts = world.isOneOf(5) ? 10 + world.upTo(15) : world.upTo(7);
		int wrong = world.isOneOf(3) ? -1 : world.upTo(scripts);
		List<Script> all = new ArrayList<>();
		for (int version = 1; version <= scripts; version++) {
			all.add(script(world, version, version == wrong));
		}
		if (world.isOneOf(3) && !world.tables().isEmpty()) {
			Table table = world.pick(world.tables());
			all.add(new Script("R__again.sql", "",
					List.of(Line.of("INSERT INTO " + table.name() + " (id) VALUES (77000)"))));
		}
		return new MigrationSet(all);
	}

	private Script script(World world, int version, boolean wrong) {
		int moves = world.upTo(world.isOneOf(4) ? 9 : 4);
		int at = wrong ? world.upTo(moves) : 0;
		List<Line> lines = new ArrayList<>();
		for (String parent : world.orphans()) {
			lines.add(Line.of(parent).wrong());
		}
		world.orphans().clear();
		for (int i = 1; i <= moves; i++) {
			List<Line> more = commented(world, some(world, this.moves));
			if (i == at) {
				List<Line> mistake = commented(world, some(world, this.mistakes)).stream().map(Line::wrong).toList();
				// Within what belongs together, too.
				int place = world.upTo(more.size() + 1) - 1;
				lines.addAll(more.subList(0, place));
				lines.addAll(mistake);
				lines.addAll(more.subList(place, more.size()));
			}
			else {
				lines.addAll(more);
			}
		}
		return new Script("V" + version + "__" + (world.isOneOf(5) ? "some thing" : "x") + ".sql",
				world.pick(List.of("", "", "", "-- head\n", "\n\n")), List.copyOf(lines));
	}

	private static List<Line> some(World world, List<Move> moves) {
		List<Line> lines = List.of();
		while (lines.isEmpty()) {
			lines = world.pick(moves).of(world);
		}
		return lines;
	}

	private static List<Line> commented(World world, List<Line> lines) {
		if (lines.isEmpty() || !lines.get(0).comment().isEmpty()) {
			return lines;
		}
		List<Line> commented = new ArrayList<>(lines);
		commented.set(0, lines.get(0).behind(world.pick(COMMENTS)));
		return commented;
	}

}
