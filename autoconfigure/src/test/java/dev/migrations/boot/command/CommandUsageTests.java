package dev.migrations.boot.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.migrations.boot.terminal.Terminal;
import dev.migrations.boot.terminal.TerminalFeatures;
import dev.migrations.testing.MigrationFiles;
import dev.migrations.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * How commands are recognised, read and shown.
 */
class CommandUsageTests {

	@TempDir
	private Path directory;

	private MigrationFiles files;

	private CommandSession session;

	@BeforeEach
	void begin() {
		this.files = new MigrationFiles(this.directory.resolve("migrations")).with("V1__create_owls.sql",
				"CREATE TABLE owls (name VARCHAR(20));");
		this.session = new CommandSession(this.files, TestDatabase.sqlite(this.directory));
	}

	@Test
	void argumentsAreDividedBetweenSpringAndTheCommand() {
		CommandArguments arguments = CommandArguments.of("--spring.profiles.active=prod", "migrations",
				"--spring.datasource.url=jdbc:x", "undo", "--target", "12", "--yes", "--debug");
		assertThat(arguments).isEqualTo(new CommandArguments(List.of("undo", "--target", "12", "--yes"),
				List.of("--spring.profiles.active=prod", "--spring.datasource.url=jdbc:x", "--debug")));
	}

	@Test
	void onlyKnownCommandsAreCommands() {
		assertThat(CommandArguments.of("migrations")).isNotNull();
		assertThat(CommandArguments.of("migrations", "--help")).isNotNull();
		assertThat(CommandArguments.of("migrations", "--database", "orders", "status")).isNotNull();
		assertThat(CommandArguments.of("migrations", "stauts")).isNotNull();
		assertThat(CommandArguments.of()).isNull();
		assertThat(CommandArguments.of("status")).isNull();
		assertThat(CommandArguments.of("export", "migrations", "status")).isNull();
		assertThat(CommandArguments.of("Migrations", "status")).isNull();
		assertThat(CommandArguments.of("migrations", "export")).isNull();
		assertThat(CommandArguments.of("--migrations", "status")).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "info, status", "update, migrate", "update-count, migrate", "updateSQL, plan", "update-sql, plan",
			"rollback-count, undo", "changelog-sync, baseline", "clear-checksums, repair" })
	void commandsOfOtherToolsAreMistakesThatNameOurs(String theirs, String ours) {
		assertThat(CommandArguments.of("migrations", theirs)).isNotNull();
		assertMistake("there is no command or option '" + theirs + "'; was '" + ours + "' meant.", theirs);
	}

	@ParameterizedTest
	@ValueSource(strings = { "clean", "drop-all", "release-locks", "diff", "future-rollback-sql" })
	void commandsOfOtherToolsThatNothingDoesHereAreMistakes(String theirs) {
		assertThat(CommandArguments.of("migrations", theirs)).isNotNull();
		assertMistake("there is no command or option '" + theirs + "'.", theirs);
	}

	@Test
	void recognisedCommandsAreThoseThatThereAre() {
		CommandSpec root = MigrationsCommandLine.describe(terminal()).getCommandSpec();
		assertThat(CommandArguments.COMMANDS).isEqualTo(root.subcommands().keySet());
		Set<String> withValue = root.subcommands()
			.values()
			.stream()
			.flatMap((command) -> command.getCommandSpec().options().stream())
			.filter((option) -> option.arity().max() > 0)
			.map(OptionSpec::longestName)
			.collect(Collectors.toSet());
		assertThat(CommandArguments.OPTIONS_WITH_VALUE).isEqualTo(withValue);
	}

	@Test
	void schemaKnowsEveryCommand() {
		Set<String> printing = CommandArguments.COMMANDS.stream()
			.filter((command) -> !Set.of("help", "completion").contains(command))
			.collect(Collectors.toSet());
		assertThat(printing)
			.allSatisfy((command) -> assertThat(CommandSession.schema()).contains("\"const\": \"" + command + "\""));
	}

	@Test
	void guideNamesEveryCommandAndOption() throws IOException {
		String guide = Files.readString(Path.of("../docs/commands.md"));
		CommandSpec root = MigrationsCommandLine.describe(terminal()).getCommandSpec();
		root.subcommands().forEach((name, command) -> {
			assertThat(guide).contains("| `" + name);
			assertThat(command.getCommandSpec().options()).extracting(OptionSpec::longestName)
				.allSatisfy((option) -> assertThat(guide).contains("`" + option));
		});
	}

	@Test
	void helpNamesEveryCommandAndExitCode() {
		CommandSession.Outcome help = this.session.run("--help");
		assertThat(help.exitCode()).isZero();
		assertThat(help.out()).startsWith("Usage: java -jar app.jar migrations <command> [options]")
			.contains(CommandArguments.COMMANDS)
			.contains("  3   Files and history do not fit together.");
		assertThat(this.session.run("help", "undo").out()).isEqualTo(this.session.run("undo", "--help").out())
			.contains("--target=<version>", "--steps=<number>");
	}

	@Test
	void helpFitsTheTerminal() {
		assertThat(this.session.onTerminal(60, "", "--help").lines())
			.allSatisfy((line) -> assertThat(line.length()).isLessThanOrEqualTo(60));
	}

	@Test
	void noCommandIsAMistake() {
		CommandSession.Outcome nothing = this.session.run();
		assertThat(nothing.out()).startsWith("Usage:");
		assertThat(nothing.exitCode()).isEqualTo(2);
	}

	@Test
	void mistakesAreOneParagraph() {
		assertMistake("unknown option: '--jsn'", "status", "--jsn");
		assertMistake("'x' is not a version", "undo", "--target", "x");
		assertMistake("'0' is not a number of migrations", "undo", "--steps", "0");
		assertMistake("mutually exclusive", "undo", "--steps", "2", "--target", "1");
		assertMistake("only one of --mark-applied and --mark-undone can be true", "repair", "--mark-applied",
				"--mark-undone");
		assertMistake("only one of --accept-steps and --send-again can be true", "repair", "--send-again",
				"--accept-steps");
		assertMistake("missing required parameter: '<version>'", "baseline");
		assertMistake("there is no command 'x'", "help", "x");
		assertMistake("was 'status' meant", "stauts");
		assertMistake("'+x' is not a target", "migrate", "--target", "+x");
		assertMistake("missing required parameter: '<description>'", "new");
	}

	private void assertMistake(String words, String... arguments) {
		CommandSession.Outcome outcome = this.session.run(arguments);
		assertThat(outcome.err()).startsWith("Error: ")
			.doesNotContain("error:")
			.contains(words, "--help'.")
			.hasLineCount(2);
		assertThat(outcome.out()).isEmpty();
		assertThat(outcome.exitCode()).isEqualTo(2);
	}

	@Test
	void unknownVersionAndDatabaseAreOneParagraph() {
		this.session.run("migrate");
		CommandSession.Outcome version = this.session.run("undo", "--target", "7");
		assertThat(version.err()).contains("Version 7 is not applied");
		assertThat(version.exitCode()).isEqualTo(3);
		CommandSession.Outcome database = this.session.run("status", "--database", "orders");
		assertThat(database.err()).contains("There is no database 'orders'", "Name one of these: default");
		assertThat(database.exitCode()).isEqualTo(1);
		assertThat(this.session.run("status", "--database", "orders", "--json").out()).contains("\"error\"");
	}

	@Test
	void severalDatabasesAreShownTogetherAndChangedByName() {
		CommandSession both = new CommandSession(this.files, TestDatabase.h2()).with("orders", TestDatabase.h2())
			.with("stock", TestDatabase.h2());
		assertThat(both.run("migrate", "--database", "stock").exitCode()).isZero();
		assertThat(both.run("status").lines()).contains("[orders]", "h2: current none, head 1, 1 not applied",
				"[stock]", "h2: current 1, head 1, up to date");
		assertThat(both.run("status", "--json").out()).contains("\"orders\":{", "\"stock\":{");
		CommandSession.Outcome undo = both.run("undo");
		assertThat(undo.err()).contains("name one database with --database: orders, stock");
		assertThat(undo.exitCode()).isEqualTo(2);
	}

	@Test
	void narrowTerminalLeavesOutWhatMattersLeast() {
		this.session.run("migrate");
		assertThat(this.session.onTerminal(100, "", "status").lines().get(2)).contains("Checksum", "Applied at",
				"Took");
		assertThat(this.session.onTerminal(50, "", "status").lines()).element(2)
			.asString()
			.contains("Version", "Description", "State")
			.doesNotContain("Applied at");
		assertThat(this.session.onTerminal(36, "", "status").lines())
			.allSatisfy((line) -> assertThat(line.length()).isLessThanOrEqualTo(36))
			.anyMatch((line) -> line.contains("create o"));
	}

	@Test
	void terminalThatKnowsNoLinesGetsNone() {
		TerminalFeatures ascii = new TerminalFeatures(true, false, true, StandardCharsets.US_ASCII, 100);
		CommandSession.Outcome migrate = this.session.run(ascii, "\n", "migrate");
		assertThat(migrate.out()).contains("| Version | Description |", "+---------+", "ok V1__create_owls.sql")
			.doesNotContain("?]", "?-");
		assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(migrate.out())).isTrue();
	}

	@Test
	void coloursAreForTerminalsThatHaveThem() {
		TerminalFeatures colours = new TerminalFeatures(true, true, true, StandardCharsets.UTF_8, 100);
		assertThat(this.session.run(colours, "", "status").out()).contains("\u001B[36mpending\u001B[0m");
		assertThat(this.session.onTerminal(100, "", "status").out()).doesNotContain("\u001B");
	}

	@Test
	void namesCannotControlTheTerminal() {
		this.files.with("V2__a\u001B[31mb.sql", "SELECT 1;");
		assertThat(this.session.run("status").out()).doesNotContain("\u001B").contains("a [31mb");
	}

	@Test
	void completionIsForTheNameThatItIsGiven() {
		CommandSession.Outcome completion = this.session.run("completion", "shop");
		assertThat(completion.out()).startsWith("#!/usr/bin/env bash").contains("complete -F _complete_shop", "undo");
		assertThat(this.session.run("completion", "a b").exitCode()).isEqualTo(2);
	}

	@Test
	void shellCompletesCommandsAndTheirOptions() throws Exception {
		Path bash = Path.of("/bin/bash");
		assumeThat(bash).as("no bash: completion is tested where there is one").isExecutable();
		Files.writeString(this.directory.resolve("completion"), this.session.run("completion", "shop").out());
		Files.writeString(this.directory.resolve("session"), """
				shop() { :; }
				source ./completion
				complete -p shop
				ask() {
					COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
					_complete_shop
					echo "$*: ${COMPREPLY[*]}"
				}
				ask shop va
				ask shop re
				ask shop undo --st
				""");
		Process process = new ProcessBuilder(bash.toString(), "--norc", "session").directory(this.directory.toFile())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		assertThat(process.inputReader().lines()).contains("complete -o default -F _complete_shop shop",
				"shop va: validate", "shop re: renumber repair", "shop undo --st: --stacktrace --steps");
		assertThat(process.waitFor()).isZero();
	}

	private static Terminal terminal() {
		return new Terminal(TerminalFeatures.none(StandardCharsets.UTF_8), new ByteArrayInputStream(new byte[0]),
				new ByteArrayOutputStream(), new ByteArrayOutputStream());
	}

}
