package dev.migrations.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.migrations.model.InvalidLocationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SymbolicLinkTests {

	@TempDir
	private Path directory;

	private Path location;

	@BeforeEach
	void createLocation() throws IOException {
		this.location = Files.createDirectory(this.directory.resolve("location"));
	}

	@Test
	void readsAConfigMap() throws IOException {
		SourceKit.write(this.location, "..2024_01_15_10_00_00.123/V1__a.sql", "..2024_01_15_10_00_00.123/V2__b.sql",
				"..2024_01_15_10_00_00.123/views/R__v.sql");
		link("..data", "..2024_01_15_10_00_00.123");
		link("V1__a.sql", "..data/V1__a.sql");
		link("V2__b.sql", "..data/V2__b.sql");
		link("views", "..data/views");
		assertThat(SourceKit.scripts(SourceKit.source(this.location).resolve())).containsExactly("V1__a.sql",
				"V2__b.sql", "views/R__v.sql");
	}

	@Test
	void readsTheNewFilesOfAConfigMapThatWasExchanged() throws IOException {
		SourceKit.write(this.location, "..1/V1__a.sql", "..2/V1__a.sql");
		link("..data", "..1");
		link("V1__a.sql", "..data/V1__a.sql");
		MigrationSource source = SourceKit.source(this.location);
		assertThat(SourceKit.texts(source.resolve())).containsExactly("-- ..1/V1__a.sql\n");
		Files.delete(this.location.resolve("..data"));
		link("..data", "..2");
		assertThat(SourceKit.texts(source.resolve())).containsExactly("-- ..2/V1__a.sql\n");
	}

	@Test
	void readsALocationThatIsALinkItself() throws IOException {
		SourceKit.write(this.location, "V1__a.sql");
		Path link = Files.createSymbolicLink(this.directory.resolve("link"), this.location);
		assertThat(SourceKit.scripts(SourceKit.source(link).resolve())).containsExactly("V1__a.sql");
	}

	@Test
	void listsWhatIsLinkedFromTwoPlacesOnce() throws IOException {
		SourceKit.write(this.location, "real/V1__a.sql", "real/V2__b.sql");
		link("again", "real");
		link("a", "real");
		link("V1__other_name.sql", "real/V1__a.sql");
		link("real/up", "..");
		assertThat(SourceKit.scripts(SourceKit.source(this.location).resolve())).containsExactly("real/V1__a.sql",
				"real/V2__b.sql");
	}

	@Test
	void takesTheFirstOfTwoLinksToOneFile() throws IOException {
		SourceKit.write(this.location, "..1/file.sql");
		for (int i = 20; i > 0; i--) {
			link("V" + (100 + i) + "__x.sql", "..1/file.sql");
		}
		assertThat(SourceKit.scripts(SourceKit.source(this.location).resolve())).containsExactly("V101__x.sql");
	}

	@Test
	void refusesALinkToAFileOutside() throws IOException {
		SourceKit.write(this.directory, "secret.sql");
		SourceKit.write(this.location, "V1__a.sql");
		link("V2__b.sql", "../secret.sql");
		assertRefused("V2__b.sql", this.directory.resolve("secret.sql"));
	}

	@Test
	void refusesALinkToADirectoryOutsideEvenIfItsNameBeginsAlike() throws IOException {
		SourceKit.write(this.directory, "location-2/V2__b.sql");
		SourceKit.write(this.location, "V1__a.sql");
		link("more", "../location-2");
		assertRefused("more", this.directory.resolve("location-2"));
	}

	@Test
	void refusesALinkThatLeadsOutsideBySeveralSteps() throws IOException {
		SourceKit.write(this.directory, "outside/V2__b.sql");
		SourceKit.write(this.location, "V1__a.sql");
		link(".step", "../outside");
		link("V2__b.sql", ".step/V2__b.sql");
		assertRefused("V2__b.sql", this.directory.resolve("outside/V2__b.sql"));
	}

	@Test
	void refusesAScriptWhoseLinkLeadsNowhere() throws IOException {
		SourceKit.write(this.location, "V1__a.sql");
		link("V2__b.sql", "gone.sql");
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceKit.source(this.location).resolve())
			.withMessageContaining("The symbolic link '" + this.location.resolve("V2__b.sql") + "'")
			.withMessageContaining("leads nowhere");
	}

	@Test
	void ignoresLinksThatAreNoneOfItsBusiness() throws IOException {
		SourceKit.write(this.directory, "README.md");
		SourceKit.write(this.location, "V1__a.sql");
		link("README.md", "../README.md");
		link("gone", "nowhere");
		assertThat(SourceKit.scripts(SourceKit.source(this.location).resolve())).containsExactly("V1__a.sql");
	}

	private void link(String name, String target) throws IOException {
		Files.createSymbolicLink(this.location.resolve(name), Path.of(target));
	}

	private void assertRefused(String link, Path target) {
		assertThatExceptionOfType(InvalidLocationException.class)
			.isThrownBy(() -> SourceKit.source(this.location).resolve())
			.satisfies((ex) -> {
				assertThat(ex.getDescription()).contains("'" + this.location.resolve(link) + "'")
					.contains("'" + target + "'");
				assertThat(ex.getAction()).isNotBlank();
			});
	}

}
