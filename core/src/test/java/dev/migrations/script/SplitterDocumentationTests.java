package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SplitterDocumentationTests {

	@ParameterizedTest
	@MethodSource("rows")
	void saysWhatTheDocumentationSays(Vendor vendor, String script, String message) {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> run(vendor, script))
			.satisfies((ex) -> assertThat(ex.getDescription()).isEqualTo("x.sql, " + message))
			.satisfies((ex) -> assertThat(ex.getAction()).matches("[A-Z].*\\."));
	}

	static Stream<Arguments> rows() throws IOException {
		String document = Files.readString(Path.of("../docs/splitter.md"));
		String table = document.substring(document.indexOf("## Bad input"));
		return table.lines().filter((line) -> line.contains(" | `")).map((line) -> {
			String[] cells = line.split(" \\| ");
			String script = cells[1].substring(1, cells[1].length() - 1).replace('⏎', '\n');
			Vendor vendor = Vendor.valueOf(cells[0].substring(2).toUpperCase(Locale.ROOT));
			return Arguments.of(vendor, script, cells[2].substring(0, cells[2].length() - 2));
		});
	}

	private static void run(Vendor vendor, String script) throws IOException {
		new ScriptOptionsReader(vendor).read("x.sql", new StringReader(script));
		StatementCursor statements = new StatementSplitter(vendor, 1000).split("x.sql", new StringReader(script));
		Placeholders placeholders = new Placeholders(Map.of("name", "value"));
		try (TransactionFrames frames = new TransactionFrames(vendor, "x.sql", statements)) {
			for (FramedStatement next = frames.next(); next != null; next = frames.next()) {
				placeholders.resolve("x.sql", next.statement());
			}
		}
	}

}
