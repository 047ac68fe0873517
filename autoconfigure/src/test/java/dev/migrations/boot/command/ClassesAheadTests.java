package dev.migrations.boot.command;

import java.lang.reflect.Modifier;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Classes that are loaded before a command or a start needs them.
 */
class ClassesAheadTests {

	private final ClassLoader classLoader = getClass().getClassLoader();

	@ParameterizedTest
	@ValueSource(strings = { ClassesAhead.OF_COMMANDS, ClassesAhead.OF_STARTS })
	void ourOwnAndThoseOfEveryApplicationAreThere(String list) throws Exception {
		List<String> names = ClassesAhead.lines(this.classLoader, list)
			.stream()
			.map(ClassesAhead::name)
			.filter((name) -> name.startsWith("dev.migrations.") || name.startsWith("org.springframework.beans.")
					|| name.startsWith("com.zaxxer."))
			.toList();
		assertThat(names).hasSizeGreaterThan(150);
		for (String name : names) {
			assertThatCode(() -> Class.forName(name, false, this.classLoader))
				.as("%s in %s: make the list again, as DEVELOPERS.md says", name, list)
				.doesNotThrowAnyException();
		}
	}

	@ParameterizedTest
	@CsvSource({ "jdbc:sqlite:shop.db, org.sqlite.JDBC", "jdbc:h2:mem:shop, org.h2.Driver",
			"jdbc:postgresql://localhost/shop, org.postgresql.Driver",
			"jdbc:mariadb://localhost/shop, org.mariadb.jdbc.Driver",
			"jdbc:mysql://localhost/shop, com.mysql.cj.jdbc.Driver" })
	void thoseOfDriversAreThere(String url, String driver) throws Exception {
		assumeThat(ClassUtils.isPresent(driver, this.classLoader)).isTrue();
		List<String> lines = ClassesAhead.lines(this.classLoader, ClassesAhead.ofDriver(url));
		assertThat(lines).hasSizeGreaterThan(50).contains(driver);
		for (String line : lines) {
			assertThatCode(() -> find(line)).as("%s for %s: make the list again, as DEVELOPERS.md says", line, url)
				.doesNotThrowAnyException();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:oracle:thin:@localhost:1521/shop", "jdbc:", "jdbc", "false", "${URL}" })
	void ofOtherDriversNothingIsLoaded(String url) throws Exception {
		assertThat(ClassesAhead.lines(this.classLoader, ClassesAhead.ofDriver(url))).isEmpty();
	}

	private void find(String line) throws ReflectiveOperationException {
		String name = ClassesAhead.name(line);
		Class<?> found = Class.forName(name, false, this.classLoader);
		String behind = line.substring(name.length()).trim();
		if (!behind.isEmpty() && !behind.equals("loaded")) {
			assertThat(found.getMethod(behind).getModifiers()).matches(Modifier::isStatic);
		}
	}

	@Test
	void nothingIsLoadedForWordsAlone() {
		assertThat(CommandArguments.of("migrations", "status").needContext()).isTrue();
		assertThat(CommandArguments.of("migrations", "--database", "help", "status").needContext()).isTrue();
		assertThat(CommandArguments.of("migrations").needContext()).isFalse();
		assertThat(CommandArguments.of("migrations", "help", "status").needContext()).isFalse();
		assertThat(CommandArguments.of("migrations", "status", "--help").needContext()).isFalse();
		assertThat(CommandArguments.of("migrations", "completion", "shop").needContext()).isFalse();
	}

}
