package dev.migrations.reliability;

import java.io.IOException;
import java.sql.SQLException;

import dev.migrations.reliability.compare.SetComparison;
import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.Databases;

/**
 * Compares sets of migrations that are made up from a seed.
 */
final class CompareCampaign {

	private final DatabaseKind kind;

	private final Options options;

	private final Ledger ledger;

	private final long begin = System.nanoTime();

	CompareCampaign(DatabaseKind kind, Options options, Ledger ledger) {
		this.kind = kind;
		this.options = options;
		this.ledger = ledger;
	}

	/**
	 * Runs it.
	 * @return how many sets showed a difference
	 * @throws SQLException if the harness itself fails
	 * @throws IOException if the harness itself fails
	 */
	long run() throws SQLException, IOException {
		long seed = Long.parseLong(this.options.value("seed", Long.toString(System.nanoTime())));
		int count = this.options.number("n", 100);
		System.out.println("seed " + seed);
		try (DatabaseServer server = Databases.start(this.kind);
				SetComparison comparison = new SetComparison(server, System.out)) {
			for (int i = 0; i < count; i++) {
				comparison.compare(seed + i);
				if ((i + 1) % 50 == 0) {
					System.out.println((i + 1) + " sets, " + comparison.different().size() + " with differences");
				}
			}
			long seconds = (System.nanoTime() - this.begin) / 1_000_000_000;
			System.out.println(count + " sets in " + seconds + " s, " + comparison.wrong() + " of them with a mistake; "
					+ comparison.different().size() + " with differences: " + comparison.different());
			this.ledger.append("compare", "migrations", comparison.version(), Long.toString(seed), count,
					comparison.different().size(), seconds);
			return comparison.different().size();
		}
	}

}
