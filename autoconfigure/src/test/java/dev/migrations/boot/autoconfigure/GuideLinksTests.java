package dev.migrations.boot.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The links of the guide, within a page and from one to another.
 */
class GuideLinksTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s:]+)\\)");

	private static final Pattern CODE = Pattern.compile("(?s)```.*?```");

	static Stream<Path> pages() throws IOException {
		try (Stream<Path> docs = Files.list(ROOT.resolve("docs"));
				Stream<Path> samples = Files.list(ROOT.resolve("samples"))) {
			return Stream
				.of(Stream.of("README.md", "DEVELOPERS.md", "reliability/README.md").map(ROOT::resolve),
						docs.filter((file) -> file.toString().endsWith(".md")).toList().stream(),
						samples.map((sample) -> sample.resolve("README.md")).toList().stream())
				.flatMap((pages) -> pages);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void leadSomewhere(Path page) throws IOException {
		assertThat(LINK.matcher(text(page)).results().map((link) -> link.group(1)))
			.allSatisfy((link) -> assertThat(exists(page, link)).as("%s in %s", link, page).isTrue());
	}

	private static boolean exists(Path page, String link) throws IOException {
		int hash = link.indexOf('#');
		String file = (hash < 0) ? link : link.substring(0, hash);
		Path target = file.isEmpty() ? page : page.resolveSibling(file);
		return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
	}

	private static List<String> anchors(Path page) throws IOException {
		return text(page).lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "")
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N}_ -]", "")
				.replace(' ', '-'))
			.toList();
	}

	private static String text(Path page) throws IOException {
		return CODE.matcher(Files.readString(page)).replaceAll("");
	}

}
