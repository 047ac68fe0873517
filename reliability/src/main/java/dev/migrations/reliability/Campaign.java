package dev.migrations.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.Databases;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.FaultMode;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.shape.Scenario;
import dev.migrations.reliability.shape.Shape;
import dev.migrations.reliability.shape.Shapes;
import dev.migrations.reliability.tool.Tool;

/**
 * Runs a campaign from the command line.
 */
public final class Campaign {

	private Campaign() {
	}

	/**
	 * Runs it.
	 * @param arguments the campaign and its options
	 * @throws Exception if the harness itself fails
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.of(arguments);
		switch (options.campaign()) {
			case "enumerate" -> enumerate(options);
			default -> System.out.println("help");
		}
	}

	private static void enumerate(Options options) throws Exception {
		int points = 0;
		int violations = 0;
		long begin = System.nanoTime();
		DatabaseKind kind = DatabaseKind.valueOf(options.value("db", "sqlite").toUpperCase(Locale.ROOT));
		String only = options.value("shape", "");
		List<String> messages = new ArrayList<>();
		try (DatabaseServer server = Databases.start(kind); TargetDatabase database = server.createDatabase()) {
			for (Shape shape : Shapes.of(kind)) {
				if (!only.isEmpty() && !shape.name().equals(only)) {
					continue;
				}
				for (Scenario scenario : Scenario.values()) {
					if (options.value("trips", "").equals("true")) {
						new Enumeration(database, Tool.of("migrations"), Mutant.NONE, List.of(), 1, System.out)
							.trips(shape, scenario)
							.forEach(System.out::println);
						continue;
					}
					EnumerationResult result;
					try {
						result = new Enumeration(database, Tool.of("migrations"), Mutant.NONE, FaultMode.enumerated(),
								Integer.parseInt(options.value("stride", "1")), System.out)
							.run(shape, scenario);
					}
					catch (IllegalStateException | java.sql.SQLException ex) {
						System.out.println("BROKEN " + shape.name() + " " + scenario + ": " + ex);
						violations++;
						continue;
					}
					points += result.points();
					violations += result.violations();
					messages.addAll(result.messages());
					System.out.printf("%s %s %s: %d points, %d violations%n", kind.id(), shape.name(), scenario,
							result.points(), result.violations());
				}
			}
		}
		System.out.printf("%s: %d points, %d violations in %d s%n", kind.id(), points, violations,
				(System.nanoTime() - begin) / 1_000_000_000);
	}

}
