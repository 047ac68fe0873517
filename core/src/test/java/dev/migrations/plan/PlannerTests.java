package dev.migrations.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.migrations.model.AppliedMigration;
import dev.migrations.model.Checksum;
import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.HistoryState;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.MigrationType;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.RunOrigin;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.Target;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Every state and every rule, a row each. A file is written {@code V1}, {@code R:name} or
 * {@code B5}, with {@code ~} behind it for an edited and {@code =} for a reformatted one;
 * a row of the history {@code V1:APPLIED}; an expected migration
 * {@code V1 APPLIED MATCH}.
 */
class PlannerTests {

	private static final PlanOptions DEFAULTS = new PlanOptions(Target.HEAD, OutOfOrderPolicy.REJECT,
			MissingPolicy.FAIL, ChecksumMismatchPolicy.FAIL, UndoPolicy.ALLOWED);

	static Stream<Arguments> rules() {
		PlanOptions outOfOrder = new PlanOptions(Target.HEAD, OutOfOrderPolicy.ALLOW, MissingPolicy.FAIL,
				ChecksumMismatchPolicy.FAIL, UndoPolicy.ALLOWED);
		PlanOptions ignoring = new PlanOptions(Target.HEAD, OutOfOrderPolicy.REJECT, MissingPolicy.IGNORE,
				ChecksumMismatchPolicy.WARN, UndoPolicy.ALLOWED);
		PlanOptions toTwo = target("2");
		return Stream.of(
				// Nothing, and the ordinary cases.
				rule("nothing at all", "", "", DEFAULTS, "", "", ""),
				rule("all pending, ordered as numbers", "V10 V2 V1", "", DEFAULTS,
						"V1 PENDING NOT_APPLIED, V2 PENDING NOT_APPLIED, V10 PENDING NOT_APPLIED", "V1 V2 V10", ""),
				rule("all applied", "V1 V2", "V1:APPLIED V2:APPLIED", DEFAULTS, "V1 APPLIED MATCH, V2 APPLIED MATCH",
						"", ""),
				rule("one more file", "V1 V2", "V1:APPLIED", DEFAULTS, "V1 APPLIED MATCH, V2 PENDING NOT_APPLIED", "V2",
						""),
				// Checksums.
				rule("edited", "V1~ V2", "V1:APPLIED", DEFAULTS, "V1 APPLIED MISMATCH, V2 PENDING NOT_APPLIED", "V2",
						"edited after it had been applied"),
				rule("edited, allowed", "V1~", "V1:APPLIED", ignoring, "V1 APPLIED MISMATCH", "",
						"warning edited after it had been applied"),
				rule("reformatted", "V1=", "V1:APPLIED", DEFAULTS, "V1 APPLIED REFORMATTED", "", ""),
				rule("no checksum recorded", "V1", "V1:APPLIED:none", DEFAULTS, "V1 APPLIED UNKNOWN", "", ""),
				rule("checksum of an unknown algorithm", "V1", "V1:APPLIED:v9", DEFAULTS, "V1 APPLIED UNKNOWN", "", ""),
				// Order.
				rule("out of order", "V1 V2 V3", "V1:APPLIED V3:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, V2 OUT_OF_ORDER NOT_APPLIED, V3 APPLIED MATCH", "",
						"the higher version 3 is"),
				rule("out of order, allowed", "V1 V2 V3 V4", "V1:APPLIED V3:APPLIED", outOfOrder,
						"V1 APPLIED MATCH, V2 OUT_OF_ORDER NOT_APPLIED, V3 APPLIED MATCH, V4 PENDING NOT_APPLIED",
						"V2 V4", ""),
				// Files that are gone, code that is behind.
				rule("missing", "V1 V3", "V1:APPLIED V2:APPLIED V3:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, V2 MISSING MISSING_FILE, V3 APPLIED MATCH", "", "there is no such file"),
				rule("missing, ignored", "V1 V3", "V1:APPLIED V2:APPLIED V3:APPLIED", ignoring,
						"V1 APPLIED MATCH, V2 MISSING MISSING_FILE, V3 APPLIED MATCH", "",
						"warning there is no such file"),
				rule("missing below the baseline", "V3", "V1:APPLIED B2:BASELINE V3:APPLIED", DEFAULTS,
						"V1 RETIRED MISSING_FILE, B2 BASELINE MISSING_FILE, V3 APPLIED MATCH", "", ""),
				rule("the database is ahead", "V1", "V1:APPLIED V2:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE", "", ""),
				rule("the database is ahead, and failed there", "V1", "V1:APPLIED V2:FAILED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE", "", "warning that version has to finish it"),
				rule("no files at all", "", "V1:APPLIED", DEFAULTS, "V1 FUTURE MISSING_FILE", "",
						"warning no file was found"),
				// Unfinished ones.
				rule("failed, resumed before what follows", "V1 V2 V3", "V1:APPLIED V2:FAILED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FAILED MATCH, V3 PENDING NOT_APPLIED", "V2 V3", ""),
				rule("failed and corrected", "V1 V2~", "V1:APPLIED V2:FAILED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FAILED MISMATCH", "V2", ""),
				rule("running", "V1", "V1:RUNNING", DEFAULTS, "V1 RUNNING MATCH", "V1", ""),
				rule("undone is pending again", "V1 V2", "V1:APPLIED V2:UNDONE", DEFAULTS,
						"V1 APPLIED MATCH, V2 UNDONE NOT_APPLIED", "V2", ""),
				rule("undone, and its file is gone", "V1", "V1:APPLIED V2:UNDONE", DEFAULTS,
						"V1 APPLIED MATCH, V2 UNDONE MISSING_FILE", "", ""),
				rule("being undone is never applied", "V1 V2", "V1:APPLIED V2:UNDOING", DEFAULTS,
						"V1 APPLIED MATCH, V2 UNDOING MATCH", "", "was being undone"),
				rule("undone, and a higher version was applied since", "V1 V2 V3", "V1:APPLIED V2:UNDONE V3:APPLIED",
						DEFAULTS, "V1 APPLIED MATCH, V2 UNDONE NOT_APPLIED, V3 APPLIED MATCH", "",
						"the higher version 3 is"),
				rule("undone, and a higher version was applied since, allowed", "V1 V2 V3",
						"V1:APPLIED V2:UNDONE V3:APPLIED", outOfOrder,
						"V1 APPLIED MATCH, V2 UNDONE NOT_APPLIED, V3 APPLIED MATCH", "V2", ""),
				rule("undone, and a higher version was applied before", "V1 V2 V3", "V1:APPLIED V3:APPLIED V2:UNDONE",
						DEFAULTS, "V1 APPLIED MATCH, V2 UNDONE NOT_APPLIED, V3 APPLIED MATCH", "V2", ""),
				rule("undone above the target, and a higher version was applied since", "V1 V3 V4",
						"V1:APPLIED V3:UNDONE V4:APPLIED", toTwo,
						"V1 APPLIED MATCH, V3 UNDONE NOT_APPLIED, V4 APPLIED MATCH", "", ""),
				// Target.
				rule("target", "V1 V2 V3", "", toTwo,
						"V1 PENDING NOT_APPLIED, V2 PENDING NOT_APPLIED, V3 ABOVE_TARGET NOT_APPLIED", "V1 V2", ""),
				rule("target leaves repeatables out", "V1 V2 V3 R:a", "", toTwo,
						"V1 PENDING NOT_APPLIED, V2 PENDING NOT_APPLIED, V3 ABOVE_TARGET NOT_APPLIED, "
								+ "R:a ABOVE_TARGET NOT_APPLIED",
						"V1 V2", ""),
				rule("target at the head does not", "V1 V2 R:a", "", toTwo,
						"V1 PENDING NOT_APPLIED, V2 PENDING NOT_APPLIED, R:a PENDING NOT_APPLIED", "V1 V2 R:a", ""),
				rule("target below what is applied", "V1 V2 V3", "V1:APPLIED V2:APPLIED V3:APPLIED", toTwo,
						"V1 APPLIED MATCH, V2 APPLIED MATCH, V3 APPLIED MATCH", "", ""),
				rule("target below a failed one", "V1 V3", "V1:APPLIED V3:FAILED", toTwo,
						"V1 APPLIED MATCH, V3 FAILED MATCH", "", ""),
				rule("target and a changed repeatable", "V1 V3 R:a~", "V1:APPLIED R:a:APPLIED", toTwo,
						"V1 APPLIED MATCH, V3 ABOVE_TARGET NOT_APPLIED, R:a OUTDATED MISMATCH", "", ""),
				// Repeatables.
				rule("repeatables last, by description", "R:b R:a V2", "", DEFAULTS,
						"V2 PENDING NOT_APPLIED, R:a PENDING NOT_APPLIED, R:b PENDING NOT_APPLIED", "V2 R:a R:b", ""),
				rule("repeatable unchanged", "R:a", "R:a:APPLIED", DEFAULTS, "R:a APPLIED MATCH", "", ""),
				rule("repeatable changed", "R:a~", "R:a:APPLIED", DEFAULTS, "R:a OUTDATED MISMATCH", "R:a", ""),
				rule("repeatable reformatted", "R:a=", "R:a:APPLIED", DEFAULTS, "R:a APPLIED REFORMATTED", "", ""),
				rule("repeatable failed", "R:a", "R:a:FAILED", DEFAULTS, "R:a FAILED MATCH", "R:a", ""),
				rule("repeatable missing", "V1", "V1:APPLIED R:a:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, R:a MISSING MISSING_FILE", "", "there is no such file"),
				rule("repeatable of a newer version of the code", "V1", "V1:APPLIED V2:APPLIED R:a:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE, R:a FUTURE MISSING_FILE", "", ""),
				rule("repeatable that a newer version of the code has changed", "V1 R:a~",
						"V1:APPLIED V2:APPLIED R:a:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE, R:a FUTURE MISMATCH", "",
						"warning is left as it is"),
				rule("repeatable that a newer version of the code is changing", "V1 R:a~",
						"V1:APPLIED V2:APPLIED R:a:RUNNING", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE, R:a FUTURE MISMATCH", "",
						"warning RUNNING: that version has to finish it"),
				rule("repeatable in which a newer version of the code has failed", "V1 R:a~",
						"V1:APPLIED V2:APPLIED R:a:FAILED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE, R:a FUTURE MISMATCH", "",
						"warning FAILED: that version has to finish it"),
				rule("repeatable that a newer version of the code is changing, and the statements recorded are from before",
						"V1 R:a=", "V1:APPLIED V2:APPLIED R:a:RUNNING", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE, R:a FUTURE MISMATCH", "",
						"warning RUNNING: that version has to finish it"),
				rule("repeatable that failed in this version of the code, while the database is ahead", "V1 R:a",
						"V1:APPLIED V2:APPLIED R:a:FAILED", DEFAULTS,
						"V1 APPLIED MATCH, V2 FUTURE MISSING_FILE, R:a FAILED MATCH", "R:a", ""),
				rule("repeatable that failed and was corrected", "V1 R:a~", "V1:APPLIED R:a:FAILED", DEFAULTS,
						"V1 APPLIED MATCH, R:a FAILED MISMATCH", "R:a", ""),
				rule("repeatable changed above a baseline", "R:a~", "B5:BASELINE:none R:a:APPLIED", DEFAULTS,
						"B5 BASELINE UNKNOWN, R:a OUTDATED MISMATCH", "R:a", ""),
				rule("repeatable changed since a newer version was undone", "V1 R:a~",
						"V1:APPLIED V2:UNDONE R:a:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, V2 UNDONE MISSING_FILE, R:a OUTDATED MISMATCH", "R:a", ""),
				rule("repeatable that a newer version of the code with a baseline script has changed", "V1 R:a~",
						"B5:BASELINE R:a:APPLIED", DEFAULTS,
						"V1 BELOW_BASELINE NOT_APPLIED, B5 FUTURE MISSING_FILE, R:a FUTURE MISMATCH", "",
						"warning is left as it is"),
				// Baselines.
				rule("the baseline script of a newer version of the code", "V1", "B5:BASELINE", DEFAULTS,
						"V1 BELOW_BASELINE NOT_APPLIED, B5 FUTURE MISSING_FILE", "", ""),
				rule("a baseline script that is gone", "V6", "B5:BASELINE V6:APPLIED", DEFAULTS,
						"B5 BASELINE MISSING_FILE, V6 APPLIED MATCH", "", ""),
				rule("below the baseline", "V1 V2 V3", "B2:BASELINE", DEFAULTS,
						"V1 BELOW_BASELINE NOT_APPLIED, B2 BASELINE MISSING_FILE, V2 BELOW_BASELINE NOT_APPLIED, "
								+ "V3 PENDING NOT_APPLIED",
						"V3", ""),
				rule("a baseline script begins a new database", "V1 V2 B2 V3", "", DEFAULTS,
						"V1 BELOW_BASELINE NOT_APPLIED, B2 PENDING NOT_APPLIED, V2 BELOW_BASELINE NOT_APPLIED, "
								+ "V3 PENDING NOT_APPLIED",
						"B2 V3", ""),
				rule("the highest baseline script does", "B2 B5 V6", "", DEFAULTS,
						"B5 PENDING NOT_APPLIED, V6 PENDING NOT_APPLIED", "B5 V6", ""),
				rule("a baseline script is not for an old database", "V1 V2 B2", "V1:APPLIED", DEFAULTS,
						"V1 APPLIED MATCH, V2 PENDING NOT_APPLIED", "V2", ""),
				rule("a baseline script begins a database where everything was undone", "B2 V3", "V1:UNDONE V2:UNDONE",
						DEFAULTS,
						"V1 UNDONE MISSING_FILE, B2 PENDING NOT_APPLIED, V2 UNDONE MISSING_FILE, "
								+ "V3 PENDING NOT_APPLIED",
						"B2 V3", ""),
				rule("a baseline script stands for what was undone below it as well", "V1 V2 B2 V3",
						"V1:UNDONE V2:UNDONE V3:UNDONE", DEFAULTS,
						"V1 BELOW_BASELINE NOT_APPLIED, B2 PENDING NOT_APPLIED, V2 BELOW_BASELINE NOT_APPLIED, "
								+ "V3 UNDONE NOT_APPLIED",
						"B2 V3", ""),
				rule("undone below an applied baseline script", "V1 V2 B2", "V1:UNDONE V2:UNDONE B2:BASELINE", DEFAULTS,
						"V1 BELOW_BASELINE NOT_APPLIED, B2 BASELINE MATCH, V2 BELOW_BASELINE NOT_APPLIED", "", ""),
				rule("an applied baseline script", "V1 B2 V3", "B2:BASELINE", DEFAULTS,
						"V1 BELOW_BASELINE NOT_APPLIED, B2 BASELINE MATCH, V3 PENDING NOT_APPLIED", "V3", ""),
				rule("a baseline script stands for files that an old database has applied", "B2 V3",
						"V1:APPLIED V2:APPLIED", DEFAULTS,
						"V1 RETIRED MISSING_FILE, V2 RETIRED MISSING_FILE, V3 PENDING NOT_APPLIED", "V3", ""),
				rule("a baseline script stands for nothing above it", "B2 V4", "V1:APPLIED V2:APPLIED V3:APPLIED",
						DEFAULTS,
						"V1 RETIRED MISSING_FILE, V2 RETIRED MISSING_FILE, V3 MISSING MISSING_FILE, "
								+ "V4 PENDING NOT_APPLIED",
						"V4", "V3.sql was applied, but there is no such file"),
				rule("the higher baseline script is still ahead, the lower one is not", "B2 V3 V4 B4 V5",
						"V1:APPLIED V2:APPLIED V3:APPLIED", DEFAULTS,
						"V1 RETIRED MISSING_FILE, V2 RETIRED MISSING_FILE, V3 APPLIED MATCH, V4 PENDING NOT_APPLIED, "
								+ "V5 PENDING NOT_APPLIED",
						"V4 V5", ""),
				rule("a late file below a baseline script is out of order on an old database", "V2 B3",
						"V1:APPLIED V3:APPLIED", DEFAULTS,
						"V1 RETIRED MISSING_FILE, V2 OUT_OF_ORDER NOT_APPLIED, V3 RETIRED MISSING_FILE", "",
						"not applied, but the higher version 3"),
				rule("a baseline script of which an old database lacks a part", "B3 V4", "V1:APPLIED", DEFAULTS,
						"V1 RETIRED MISSING_FILE, V4 PENDING NOT_APPLIED", "V4",
						"b3.sql stands for every version up to 3, but this database is at 1"),
				rule("a baseline script above a baseline that was recorded", "B5 V6", "B3:BASELINE:none", DEFAULTS,
						"B3 BASELINE UNKNOWN, V6 PENDING NOT_APPLIED", "V6",
						"b5.sql stands for every version up to 5, but this database is at 3"),
				rule("a migration alone above a baseline script of which an old database lacks a part", "B3 V4",
						"V1:APPLIED",
						new PlanOptions(Target.only(Version.of("4")), OutOfOrderPolicy.REJECT, MissingPolicy.FAIL,
								ChecksumMismatchPolicy.FAIL, UndoPolicy.ALLOWED),
						"V1 RETIRED MISSING_FILE, V4 PENDING NOT_APPLIED", "V4",
						"b3.sql stands for every version up to 3, but this database is at 1"),
				rule("a baseline script above the target", "V1 V2 B3 V4", "V1:APPLIED V2:APPLIED", toTwo,
						"V1 APPLIED MATCH, V2 APPLIED MATCH, V4 ABOVE_TARGET NOT_APPLIED", "", ""),
				// Files that were deleted on purpose.
				rule("deleted on purpose", "V1 V3", "V1:APPLIED V2:RETIRED", DEFAULTS,
						"V1 APPLIED MATCH, V2 RETIRED MISSING_FILE, V3 PENDING NOT_APPLIED", "V3", ""),
				rule("deleted on purpose, and the highest that was applied", "V1 V2", "V1:APPLIED V3:RETIRED", DEFAULTS,
						"V1 APPLIED MATCH, V2 OUT_OF_ORDER NOT_APPLIED, V3 RETIRED MISSING_FILE", "",
						"not applied, but the higher version 3"),
				rule("what was deleted on purpose is not of a newer version of the code", "V1 R:a~",
						"V1:APPLIED R:a:APPLIED V2:RETIRED", DEFAULTS,
						"V1 APPLIED MATCH, V2 RETIRED MISSING_FILE, R:a OUTDATED MISMATCH", "R:a", ""),
				rule("deleted on purpose and there again", "V1", "V1:RETIRED", DEFAULTS, "V1 APPLIED MATCH", "", ""),
				rule("deleted on purpose and there again, edited", "V1~", "V1:RETIRED", DEFAULTS, "V1 APPLIED MISMATCH",
						"", "edited after it had been applied"),
				rule("an edited baseline script", "B2~", "B2:BASELINE", DEFAULTS, "B2 BASELINE MISMATCH", "",
						"edited after it had been applied"),
				rule("an unfinished baseline script is resumed", "B2 V3", "B2:FAILED", DEFAULTS,
						"B2 FAILED MATCH, V3 PENDING NOT_APPLIED", "B2 V3", ""),
				rule("an unfinished baseline script is resumed though there is a higher one by now", "B2 V3 B3 V4",
						"B2:FAILED", DEFAULTS, "B2 FAILED MATCH, V3 PENDING NOT_APPLIED, V4 PENDING NOT_APPLIED",
						"B2 V3 V4", ""),
				rule("a higher baseline script of which nothing but a lower unfinished one is there", "V1 B2 B3 V4",
						"B2:FAILED", DEFAULTS, "V1 BELOW_BASELINE NOT_APPLIED, B2 FAILED MATCH, V4 PENDING NOT_APPLIED",
						"B2 V4", "b3.sql stands for every version up to 3, but this database has none of them"),
				rule("a migration alone on a new database that begins with a baseline script", "B5 V6 V7", "",
						new PlanOptions(Target.only(Version.of("6")), OutOfOrderPolicy.ALLOW, MissingPolicy.FAIL,
								ChecksumMismatchPolicy.FAIL, UndoPolicy.ALLOWED),
						"V6 PENDING NOT_APPLIED, V7 ABOVE_TARGET NOT_APPLIED", "V6",
						"b5.sql begins this database, and is not applied yet"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void plans(String name, String files, String history, PlanOptions options, String migrations, String steps,
			String words) {
		Plan plan = new Planner(options).plan(files(files), null, history(history));
		assertThat(plan.migrations()).extracting(
				(migration) -> spelled(migration.key()) + " " + migration.state() + " " + migration.checksumStatus())
			.containsExactlyElementsOf(split(migrations, ", "));
		assertThat(plan.steps()).extracting((step) -> spelled(step.migration().key()))
			.containsExactlyElementsOf(split(steps, " "));
		if (words.startsWith("warning ")) {
			assertThat(plan.problems()).isEmpty();
			assertThat(plan.warnings()).singleElement().asString().contains(words.substring(8));
		}
		else if (words.isEmpty()) {
			assertThat(plan.problems()).isEmpty();
			assertThat(plan.warnings()).isEmpty();
		}
		else {
			assertThat(plan.problems()).singleElement()
				.satisfies((problem) -> assertThat(problem.description()).contains(words))
				.satisfies((problem) -> assertThat(problem.action()).isNotBlank());
		}
	}

	@Test
	void whatHasNotFinishedIsNotTakenForAFileOfAnotherVersion() {
		Plan plan = new Planner(DEFAULTS).plan(files("V1 V4"), null, history("V1:APPLIED V3:FAILED"));
		assertThat(plan.problems()).singleElement()
			.satisfies((problem) -> assertThat(problem.description()).doesNotContain("v4.sql"))
			.satisfies((problem) -> assertThat(problem.action()).startsWith("Restore the file"));
	}

	static Stream<Arguments> freshness() {
		return Stream.of(arguments("V1", "V1:APPLIED", DEFAULTS, true),
				arguments("V1 V2", "V1:APPLIED", DEFAULTS, false),
				arguments("V1", "V1:APPLIED V2:APPLIED", DEFAULTS, true), arguments("V1", "V1:FAILED", DEFAULTS, false),
				arguments("V1 V3", "V1:APPLIED", target("1"), false), arguments("R:a~", "R:a:APPLIED", DEFAULTS, false),
				arguments("V1", "V1:APPLIED V2:UNDONE", DEFAULTS, true), arguments("", "", DEFAULTS, true),
				arguments("V1~", "V1:APPLIED", DEFAULTS, false),
				arguments("V2", "V1:APPLIED V2:APPLIED", DEFAULTS, false));
	}

	@ParameterizedTest(name = "files {0}, history {1}: {3}")
	@MethodSource("freshness")
	void isUpToDateWhenNothingIsLeftToDo(String files, String history, PlanOptions options, boolean upToDate) {
		assertThat(new Planner(options).plan(files(files), null, history(history)).isUpToDate()).isEqualTo(upToDate);
	}

	@ParameterizedTest(name = "files {0}, history {1}: {2} of {3}")
	@MethodSource("heads")
	void tellsCurrentAndHead(String files, String history, @Nullable String current, @Nullable String head) {
		Plan plan = new Planner(DEFAULTS).plan(files(files), null, history(history));
		assertThat(plan.current()).isEqualTo((current != null) ? Version.of(current) : null);
		assertThat(plan.head()).isEqualTo((head != null) ? Version.of(head) : null);
	}

	static Stream<Arguments> heads() {
		return Stream.of(arguments("", "", null, null), arguments("V1 V2 R:a", "V1:APPLIED", "1", "2"),
				arguments("V1", "V1:APPLIED V7:APPLIED", "7", "1"),
				arguments("V1 V2", "V1:APPLIED V2:FAILED", "1", "2"), arguments("V9", "B5:BASELINE", "5", "9"),
				arguments("V1 V2", "V1:APPLIED V2:UNDONE", "1", "2"));
	}

	private static PlanOptions target(String version) {
		return new PlanOptions(Target.of(version), OutOfOrderPolicy.REJECT, MissingPolicy.FAIL,
				ChecksumMismatchPolicy.FAIL, UndoPolicy.ALLOWED);
	}

	private static Arguments rule(String name, String files, String history, PlanOptions options, String migrations,
			String steps, String words) {
		return arguments(name, files, history, options, migrations, steps, words);
	}

	private static List<String> split(String text, String separator) {
		return text.isEmpty() ? List.of() : List.of(text.split(separator));
	}

	private static String spelled(MigrationKey key) {
		return key.type().name().charAt(0) + ((key.type() == MigrationType.REPEATABLE) ? ":" : "") + key.name();
	}

	private static MigrationKey key(String spelled) {
		return switch (spelled.charAt(0)) {
			case 'V' -> MigrationKey.versioned(Version.of(spelled.substring(1)));
			case 'B' -> MigrationKey.baseline(Version.of(spelled.substring(1)));
			default -> MigrationKey.repeatable(spelled.substring(2));
		};
	}

	private static List<ResolvedMigration> files(String files) {
		List<ResolvedMigration> resolved = new ArrayList<>();
		for (String file : split(files, " ")) {
			boolean edited = file.endsWith("~");
			boolean reformatted = file.endsWith("=");
			MigrationKey key = key((edited || reformatted) ? file.substring(0, file.length() - 1) : file);
			Version version = (key.type() != MigrationType.REPEATABLE) ? Version.of(key.name()) : null;
			Checksum text = new Checksum(Checksum.TEXT_V1 + ((edited || reformatted) ? "new" : "old"));
			Checksum tokens = new Checksum(Checksum.STATEMENTS_V1 + (edited ? "new" : "old"));
			resolved.add(new ResolvedMigration(key, version, key.name(), key.name(),
					spelled(key).toLowerCase(Locale.ROOT) + ".sql", text, (sought) -> tokens, 1, 1,
					ScriptOptions.DEFAULTS, () -> {
						throw new AssertionError("A plan reads no file");
					}, null));
		}
		return resolved;
	}

	private static List<AppliedMigration> history(String history) {
		List<AppliedMigration> applied = new ArrayList<>();
		for (String row : split(history, " ")) {
			boolean repeatable = row.startsWith("R:");
			String[] parts = (repeatable ? row.substring(2) : row).split(":");
			MigrationKey key = key(repeatable ? "R:" + parts[0] : parts[0]);
			Version version = repeatable ? null : Version.of(key.name());
			String mark = (parts.length > 2) ? parts[2] : "";
			Checksum checksum = switch (mark) {
				case "none" -> null;
				case "v9" -> new Checksum("v9:blake:old");
				default -> new Checksum(Checksum.TEXT_V1 + "old");
			};
			applied.add(new AppliedMigration(key, version, key.name(), key.name(), spelled(key) + ".sql", checksum,
					new Checksum(Checksum.STATEMENTS_V1 + "old"), 1L, 1L, HistoryState.valueOf(parts[1]),
					applied.size() + 1, null, null, null, null, RunOrigin.UNKNOWN));
		}
		return applied;
	}

}
