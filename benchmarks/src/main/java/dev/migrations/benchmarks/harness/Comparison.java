package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.util.FileSystemUtils;

/**
 * Measures scenarios, and leaves a table and a picture in {@code target/benchmarks}.
 */
public final class Comparison {

	private static final String PICTURED = ", 1000";

	private Comparison() {
	}

	/**
	 * Measures.
	 * @param args the scenarios and options
	 * @throws Exception if something else than a competitor fails
	 */
	public static void run(List<String> args) throws Exception {
		Settings settings = Settings.of(args);
		Path results = Files.createDirectories(Path.of("target", "benchmarks"));
		Path directory = Files.createTempDirectory(settings.disk() ? temporary() : memory(), "migrations-benchmarks");
		List<Sheet> sheets = new ArrayList<>();
		try (Databases databases = new Databases(directory, settings.disk())) {
			Bench bench = new Bench(directory, databases);
			for (String scenario : settings.scenarios()) {
				for (Sheet sheet : scenario(scenario).measure(settings, bench)) {
					sheets.add(sheet);
					System.out.println(sheet.markdown());
				}
				write(results, settings, sheets);
			}
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	/**
	 * A file system in memory, so that the speed of a disk does not hide that of the
	 * tools.
	 */
	private static Path memory() {
		Path memory = Path.of("/dev/shm");
		return Files.isWritable(memory) ? memory : temporary();
	}

	private static Path temporary() {
		return Path.of(System.getProperty("java.io.tmpdir"));
	}

	private static Scenario scenario(String name) {
		return switch (name) {
			case "no-op" -> new NoOpScenario();
			case "apply" -> new ApplyScenario();
			case "trips" -> new TripsScenario();
			case "script" -> new ScriptScenario();
			case "start" -> new StartScenario();
			case "command" -> new CommandScenario();
			case "together" -> new TogetherScenario();
			default -> throw new IllegalArgumentException(name);
		};
	}

	private static void write(Path results, Settings settings, List<Sheet> sheets) throws IOException {
		String text = "Measured on " + LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES) + ", "
				+ Runtime.getRuntime().availableProcessors() + " processors, " + System.getProperty("os.name") + ' '
				+ System.getProperty("os.version") + ", JDK " + System.getProperty("java.version") + ", medians of "
				+ settings.rounds() + " rounds in turn. In brackets: how many times ours.\n\n"
				+ sheets.stream().map(Sheet::markdown).collect(Collectors.joining("\n"));
		String name = String.join("-", settings.scenarios()) + (settings.disk() ? "-disk" : "");
		Files.writeString(results.resolve(name + ".md"), text);
		Map<Sheet, Set<String>> pictured = new LinkedHashMap<>();
		for (Sheet sheet : sheets) {
			Set<String> rows = sheet.rows()
				.stream()
				.filter((row) -> row.endsWith(PICTURED) || row.endsWith(PICTURED + ", jar"))
				.collect(Collectors.toSet());
			if (sheet.unit().equals("ms") && !rows.isEmpty()) {
				pictured.put(sheet, new TreeSet<>(rows));
			}
		}
		if (!pictured.isEmpty()) {
			Files.writeString(results.resolve(name + ".svg"), Picture.of(pictured));
		}
	}

}
