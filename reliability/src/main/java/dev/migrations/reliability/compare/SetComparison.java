package dev.migrations.reliability.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.TargetDatabase;

/**
 * Makes up sets of migrations for a database, compares what the ways of applying them
 * come to, and shows a small set for each difference.
 */
public final class SetComparison implements AutoCloseable {

	private final List<Bed> beds = new ArrayList<>();

	private final ByHand byHand;

	private final String version;

	private final SetGenerator generator;

	private final PrintStream out;

	private final List<Long> different = new ArrayList<>();

	/**
	 * What was found, by what is characteristic of it, with the seed that showed it
	 * first.
	 */
	private final Map<String, Long> known = new HashMap<>();

	private int wrong;

	/**
	 * Creates a comparison.
	 * @param server where to create databases
	 * @param out where differences are told
	 * @throws IOException if no directory can be created
	 */
	public SetComparison(DatabaseServer server, PrintStream out) throws IOException {
		this.out = out;
		TargetDatabase database = server.createDatabase();
		this.version = database.version();
		this.byHand = new ByHand(database);
		this.generator = new SetGenerator(database.kind());
		for (Way way : Way.values()) {
			this.beds.add(new Bed(server.createDatabase(), way, way.ordinal() % 2 == 0));
		}
	}

	/**
	 * Compares one set.
	 * @param seed the seed from which it is made up
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	public void compare(long seed) throws SQLException, IOException {
		compare(this.generator.of(seed), seed);
	}

	/**
	 * Compares a set.
	 * @param seed decides where it is split, and on the third way
	 */
	void compare(MigrationSet set, long seed) throws SQLException, IOException {
		int split = (int) Math.floorMod(seed, (long) set.scripts().size());
		if (set.isWrong()) {
			this.wrong++;
		}
		List<Way> ways = Way.of(seed);
		Comparison comparison = new Comparison(this.beds.stream().filter((bed) -> ways.contains(bed.way())).toList(),
				this.byHand);
		List<Difference> found = comparison.of(set, split);
		if (found.isEmpty()) {
			return;
		}
		this.different.add(seed);
		Difference first = found.get(0);
		Long like = this.known.putIfAbsent(first.signature(), seed);
		if (like != null) {
			this.out.println("DIFFERENCE with seed " + seed + ", probably the same as with seed " + like);
			return;
		}
		MigrationSet smallest = new Minimizer().minimize(set,
				(smaller) -> comparison.of(smaller, split).stream().anyMatch(first::isLike));
		this.out.println("DIFFERENCE with seed " + seed + ", " + set.size() + " statements, " + found.size()
				+ " differences. With " + smallest.size() + ":");
		this.out.print(smallest.text());
		tell(comparison.of(smallest, split));
	}

	/**
	 * Tells what is the same for several ways once.
	 */
	private void tell(List<Difference> differences) {
		Map<String, List<Way>> ways = new LinkedHashMap<>();
		for (Difference difference : differences) {
			ways.computeIfAbsent(difference.aspect() + ": " + difference.text(), (key) -> new ArrayList<>())
				.add(difference.way());
		}
		ways.forEach((text, all) -> this.out.println("  " + all + " " + text));
	}

	/**
	 * The seeds of the sets that showed a difference.
	 * @return the seeds
	 */
	public List<Long> different() {
		return this.different;
	}

	/**
	 * How many sets had a mistake in them.
	 * @return the count
	 */
	public int wrong() {
		return this.wrong;
	}

	/**
	 * The database.
	 * @return its name and version
	 */
	public String version() {
		return this.version;
	}

	@Override
	public void close() throws IOException {
		for (Bed bed : this.beds) {
			bed.close();
		}
		this.byHand.close();
	}

}
