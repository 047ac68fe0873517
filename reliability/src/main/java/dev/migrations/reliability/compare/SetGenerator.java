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
		int releases = world.isOneOf(3) ? 1 : 1 + world.upTo(2);
		Repeatables repeatables = new Repeatables(world);
		List<Script> all = new ArrayList<>();
		for (int release = 1, version = 0; release <= releases; release++) {
			if (release > 1 && !world.tables().isEmpty() && !world.isOneOf(3)) {
				all.add(Script.ofApplication(used(world), release));
			}
			boolean late = release > 1 && version > 0 && world.isOneOf(4);
			if (release > 1 && world.isOneOf(8)) {
				edited(world, all, release);
			}
			for (int i = scripts * release / releases - version; i > 0; i--) {
				version++;
				String name = late ? world.upTo(version - 1) + "_" + version : Integer.toString(version);
				late = false;
				all.add((world.isOneOf(8) && !world.tables().isEmpty()) ? code(world, name, release, version == wrong)
						: script(world, name, release, version == wrong));
			}
			all.addAll(repeatables.of(release));
		}
		if (wrong < 0 && world.isOneOf(2)) {
			mistakeInRepeatable(world, all);
		}
		int undone = 0;
		if (world.isOneOf(3)) {
			int more = world.upTo(4);
			for (int version = scripts + 1; version <= scripts + more; version++) {
				all.add(new Script("V" + version + "__back.sql", "", undoable(world), releases + 1, undo(world)));
			}
			undone = world.upTo(more);
		}
		return new MigrationSet(List.copyOf(all), undone);
	}

	private Script.Undo undo(World world) {
		List<Line> more = new ArrayList<>();
		if (world.isOneOf(3)) {
			more.addAll(commented(world, some(world, this.moves)));
		}
		if (world.isOneOf(4)) {
			more.addAll(mistake(world));
		}
		return new Script.Undo(world.isOneOf(10), List.copyOf(more), world.upTo(8) - 1);
	}

	private static List<Line> undoable(World world) {
		List<Line> lines = new ArrayList<>();
		for (int i = world.upTo(4); i > 0; i--) {
			lines.addAll(commented(world, some(world, UndoableMoves.all())));
		}
		return List.copyOf(lines);
	}

	private void mistakeInRepeatable(World world, List<Script> all) {
		List<Script> repeatables = all.stream()
			.filter((script) -> script.isMigration() && script.version() == null)
			.toList();
		if (!repeatables.isEmpty()) {
			Script script = world.pick(repeatables);
			List<Line> lines = new ArrayList<>(script.lines());
			lines.addAll(world.upTo(lines.size() + 1) - 1, mistake(world));
			all.set(all.indexOf(script), script.with(lines));
		}
	}

	/**
	 * What nobody should do: a file that is applied already is changed by a later
	 * release.
	 */
	private static void edited(World world, List<Script> all, int release) {
		List<Script> applied = all.stream().filter((script) -> script.version() != null).toList();
		if (!applied.isEmpty()) {
			Script script = world.pick(applied);
			List<Line> lines = new ArrayList<>(script.lines());
			if (!world.isOneOf(3)) {
				lines.add(Line.of("CREATE TABLE " + world.fresh("t") + " (id INTEGER)"));
			}
			all.add(new Script(script.file(), "-- edited\n", List.copyOf(lines), release, null));
		}
	}

	/**
	 * What the application does to its tables.
	 */
	private List<Line> used(World world) {
		List<Line> lines = new ArrayList<>();
		for (int i = world.upTo(3); i > 0; i--) {
			lines.addAll(some(world, CommonMoves.ofApplications()));
		}
		return lines;
	}

	/**
	 * A migration in Java: where changes of the schema commit, it changes only data, so
	 * that what it did can be rolled back.
	 */
	private Script code(World world, String version, int release, boolean wrong) {
		List<Move> moves = (this.kind.transactionalDdl()) ? this.moves : CommonMoves.ofApplications();
		List<Line> lines = new ArrayList<>();
		for (int i = world.upTo(4); i > 0; i--) {
			List<Line> more = some(world, moves);
			boolean fits = more.stream()
				.allMatch((line) -> line.role() == Line.Role.PLAIN && line.copyData() == null
						&& line.comment().isEmpty());
			lines.addAll(fits ? more : some(world, CommonMoves.ofApplications()));
		}
		if (wrong) {
			lines.add(world.upTo(lines.size() + 1) - 1, some(world, Mistakes.ofCode()).get(0).wrong());
		}
		return Script.ofCode(version, List.copyOf(lines), release);
	}

	private Script script(World world, String version, int release, boolean wrong) {
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
				// Within what belongs together, too.
				int place = world.upTo(more.size() + 1) - 1;
				lines.addAll(more.subList(0, place));
				lines.addAll(mistake(world));
				lines.addAll(more.subList(place, more.size()));
			}
			else {
				lines.addAll(more);
			}
		}
		return new Script("V" + version + "__" + (world.isOneOf(5) ? "some thing" : "x") + ".sql",
				world.pick(List.of("", "", "", "-- head\n", "\n\n")), List.copyOf(lines), release, null);
	}

	private List<Line> mistake(World world) {
		return commented(world, some(world, this.mistakes)).stream().map(Line::wrong).toList();
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
