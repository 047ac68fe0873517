package dev.migrations.samples.ctx;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

import dev.migrations.MigrationReport;
import dev.migrations.samples.ctx.Search.Hit;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * The command line: {@code init}, {@code sync <folder>}, {@code search <words>}, or
 * nothing to answer over HTTP.
 */
@Component
class Commands implements ApplicationRunner {

	private final Schema schema;

	private final FolderConnector connector;

	private final Search search;

	private final PrintStream out = System.out;

	Commands(Schema schema, FolderConnector connector, Search search) {
		this.schema = schema;
		this.connector = connector;
		this.search = search;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		List<String> words = arguments.getNonOptionArgs();
		String command = words.isEmpty() ? "serve" : words.get(0);
		if (command.equals("init")) {
			init();
			return;
		}
		this.schema.requireInitialised();
		String argument = String.join(" ", words.subList(Math.min(1, words.size()), words.size()));
		switch (command) {
			case "serve" -> {
			}
			case "sync" -> this.out.println("New or changed documents: " + this.connector.sync(Path.of(argument)));
			case "search" -> this.search.byWords(argument).forEach(this::print);
			default -> throw new IllegalArgumentException(
					"'" + command + "' is none of the commands: init, sync <folder>, search <words>.");
		}
	}

	private void init() {
		MigrationReport report = this.schema.init();
		report.applied().forEach((applied) -> this.out.println("Applied " + applied.script()));
		this.out.println("The database is at version " + report.current() + ".");
	}

	private void print(Hit hit) {
		this.out.println(hit.title() + ": " + hit.text().replaceAll("\\s+", " "));
	}

}
