package dev.migrations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Machines that write digits, times and files in other ways, on every database.
 */
@ParameterizedClass
@MethodSource("dev.migrations.testing.DatabaseUnderTest#available")
class OtherLanguageTests extends EachDatabase {

	@Test
	void aMachineOfAnotherLanguageMigratesAllTheSame() throws IOException, InterruptedException {
		this.files.with("V1__one.sql", setting(), "CREATE TABLE one (id INTEGER);", "INSERT INTO one VALUES (1234567);")
			.with("V2__two.sql", "CREATE TABLE two AS SELECT id FROM one;");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=Pacific/Apia",
				"-Dfile.encoding=ISO-8859-1", "-cp",
				System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
				OtherLanguageTests.class.getName(), this.database.url(), this.files.location())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
	}

	private String setting() {
		return switch (this.database.vendor()) {
			case "postgresql" -> "SET work_mem = '7MB';";
			case "sqlite" -> "PRAGMA cache_size = 77;";
			case "h2" -> "SET LOCK_TIMEOUT 7777;";
			default -> "SET SESSION lock_wait_timeout = 77;";
		};
	}

	public static void main(String[] arguments) {
		Migrator migrator = Migrator.builder(new DriverManagerDataSource(arguments[0])).locations(arguments[1]).build();
		if (!migrator.migrate().isUpToDate() || !migrator.status().isUpToDate()) {
			throw new IllegalStateException();
		}
	}

}
