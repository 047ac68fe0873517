package dev.migrations.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is compared: our limits, which are plain JDBC programs, this project, and others.
 */
enum Competitor {

	FINGERPRINT("fingerprint", "FingerprintLimit"), HASH("hash", "HashLimit"), PIPELINED("pipelined", "PipelinedLimit"),
	RAW("raw", "RawLimit"), RAW_LOCKED("raw with a lock", "LockedLimit"), JOURNALED("with a journal", "JournaledLimit"),
	JOURNALED_LOCKED("with a journal and a lock", "LockedJournaledLimit"), BATCH("raw in batches", "BatchLimit"),
	OURS("Migrations", "Ours", "migrations-core-", "spring-", "commons-logging-", "jspecify-"),
	ONE_BY_ONE("Migrations, a transaction each", "OursOneByOne", "migrations-core-", "spring-", "commons-logging-",
			"jspecify-"),
	FLYWAY("Flyway 12", "FlywayDefaults", "flyway-", "jackson-", "gson-"),
	FLYWAY_NEWEST("Flyway 13", "FlywayDefaults", "jackson-", "gson-"), LIQUIBASE("Liquibase", "LiquibaseDefaults",
			"liquibase-", "opencsv-", "commons-", "snakeyaml-", "jaxb-", "javax.activation-", "jakarta."),
	NONE("none", "");

	private static final List<String> COMMON = List.of("slf4j-api-", "logback-");

	private final String title;

	private final String contestant;

	private final List<String> jars;

	Competitor(String title, String contestant, String... jars) {
		this.title = title;
		this.contestant = contestant;
		this.jars = List.of(jars);
	}

	/**
	 * The class that a measured JVM runs.
	 */
	String contestant() {
		return this.contestant;
	}

	boolean isLimit() {
		return this.jars.isEmpty() && this != NONE;
	}

	/**
	 * What a measured JVM has on its class path: our own classes, one driver, logging,
	 * and one tool with what it depends on.
	 * @param product the database
	 * @return the entries
	 */
	List<String> classPath(Product product) {
		List<String> entries = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
			String name = Path.of(entry).getFileName().toString();
			boolean own = name.equals("classes") || name.startsWith("migrations-benchmarks");
			if (own || name.startsWith(product.driver() + "-") || begins(name, COMMON) || begins(name, this.jars)) {
				entries.add(entry);
			}
		}
		if (this == FLYWAY_NEWEST) {
			entries.addAll(newestFlyway());
		}
		return entries;
	}

	/**
	 * The jars that the build copies, because a class path has one version only.
	 */
	static List<String> newestFlyway() {
		Path directory = Path.of("target", "flyway-newest").toAbsolutePath();
		String[] names = directory.toFile().list();
		if (names == null || names.length == 0) {
			throw new IllegalStateException("The newest Flyway is not in " + directory);
		}
		return List.of(names).stream().map((name) -> directory.resolve(name).toString()).toList();
	}

	static boolean begins(String name, List<String> prefixes) {
		return prefixes.stream().anyMatch(name::startsWith);
	}

	@Override
	public String toString() {
		return this.title;
	}

}
