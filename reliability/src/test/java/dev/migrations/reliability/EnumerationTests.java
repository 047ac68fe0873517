package dev.migrations.reliability;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A part of the enumeration that fits into every build: chosen shapes, each in one
 * scenario, with every thirteenth round trip failing in every way.
 */
class EnumerationTests {

	private static final List<String> SHAPES = List.of("ddl-and-dml", "two-versions", "several-transactions",
			"rebuild-of-a-parent", "legacy-rename", "concurrently-in-the-middle", "copy", "repeatable-changed",
			"trigger", "five-versions", "own-transaction", "vacuum");

	private static final List<String> UNDO_SHAPES = List.of("undo-ddl-and-dml", "undo-in-several-transactions",
			"undo-concurrently");

	private static final List<Scenario> SCENARIOS = List.of(Scenario.FIRST_START, Scenario.UPGRADE, Scenario.RESUME);

	private static final int STRIDE = 13;

	@ParameterizedTest
	@EnumSource
	void everyCrashIsSurvived(DatabaseKind kind) throws Exception {
		assumeTrue(Databases.isAvailable(kind), () -> "NOT TESTED: there is no " + kind.id()
				+ " server here; -Pmysql downloads one, and -Dmysql.home names one");
		int points = 0;
		try (DatabaseServer server = Databases.start(kind); TargetDatabase database = server.createDatabase()) {
			Enumeration enumeration = new Enumeration(database, Tool.of("migrations"), Mutant.NONE,
					FaultMode.enumerated(kind), STRIDE, Duration.ofSeconds(60), System.out);
			for (Shape shape : shapes(kind).toList()) {
				Scenario scenario = scenario(shape);
				EnumerationResult result = enumeration.run(shape, scenario);
				assertThat(result.messages()).isEmpty();
				points += result.points();
			}
		}
		System.out.println(kind.id() + ": " + points + " crash points");
		assertThat(points).isGreaterThan(30);
	}

	@Test
	void processesThatHaltAreSurvived() throws Exception {
		try (DatabaseServer server = Databases.start(DatabaseKind.SQLITE);
				TargetDatabase database = server.createLastingDatabase()) {
			Duration longest = Duration.ofSeconds(60);
			Shape shape = shapes(DatabaseKind.SQLITE).filter((candidate) -> candidate.name().equals("two-versions"))
				.findFirst()
				.orElseThrow();
			EnumeratedRun.Subject subject = new EnumeratedRun.Subject(database, Tool.of("migrations"), Mutant.NONE,
					longest);
			EnumerationResult result = new Enumeration(database, subject.tool(), Mutant.NONE,
					List.of(FaultMode.REFUSED), STRIDE, longest, System.out)
				.run(shape, Scenario.UPGRADE);
			try (HaltedStarts starts = new HaltedStarts(subject, STRIDE, shape)) {
				starts.run(shape, Scenario.UPGRADE, result);
			}
			assertThat(result.halts()).isGreaterThan(1);
			assertThat(result.messages()).isEmpty();
		}
	}

	private static Stream<Shape> shapes(DatabaseKind kind) {
		return Shapes.of(kind)
			.stream()
			.filter((shape) -> SHAPES.contains(shape.name()) || UNDO_SHAPES.contains(shape.name()));
	}

	private static Scenario scenario(Shape shape) {
		return UNDO_SHAPES.contains(shape.name()) ? Scenario.UNDO
				: SCENARIOS.get(SHAPES.indexOf(shape.name()) % SCENARIOS.size());
	}

}
