package dev.migrations.source;

import java.nio.file.Path;

import dev.migrations.model.InvalidLocationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LocationTests {

	@ParameterizedTest
	@CsvSource({ "db/migration", "classpath:db/migration", "classpath:/db/migration/", "classpath*:db/migration",
			"' classpath:db/migration '", "classpath:db//migration", "classpath:db/./x/../migration" })
	void meansTheClassPathUnlessItSaysOtherwise(String text) {
		assertThat(Location.of(text)).isEqualTo(new Location("classpath:", "db/migration"))
			.hasToString("classpath:db/migration");
	}

	@ParameterizedTest
	@CsvSource({ "file:/srv/my app", "file:/srv/my app/", "file:///srv/my%20app", "file://///srv/my%20app",
			"file:/srv/x/../my app" })
	void readsFilesAndTheirUrls(String text) {
		assertThat(Path.of(Location.of(text).path())).isEqualTo(Path.of("/srv/my app").toAbsolutePath());
	}

	@Test
	void takesARelativePathFromTheWorkingDirectory() {
		assertThat(Location.of("file:db/{vendor}").path())
			.isEqualTo(Path.of("db", "{vendor}").toAbsolutePath().toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "classpath:", "classpath:/", "..", "classpath:../db", "file:", "file:\0" })
	void refusesWhatNamesNoFolder(String text) {
		assertThatExceptionOfType(InvalidLocationException.class).isThrownBy(() -> Location.of(text))
			.withMessageContaining("does not name a folder")
			.withMessageContaining("for example");
	}

	@ParameterizedTest
	@CsvSource({ "filesystem:/srv/db,file:/srv/db", "C:\\db,file:C:\\db", "s3:bucket,file:bucket" })
	void refusesOtherSchemes(String text, String better) {
		assertThatExceptionOfType(InvalidLocationException.class).isThrownBy(() -> Location.of(text))
			.withMessageContaining("'" + text + "' begins with neither 'classpath:' nor 'file:'")
			.withMessageContaining("'" + better + "'");
	}

}
