package dev.migrations.boot.command;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
