package dev.migrations.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import dev.migrations.model.InvalidScriptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class NormalizedReaderTests {

	@Test
	void makesLineFeedsOfAllLineBreaks() throws IOException {
		assertThat(read("a\r\nb\rc\nd\r\r\n\n\te\r")).isEqualTo("a\nb\nc\nd\n\n\n\te\n");
	}

	@Test
	void dropsOneByteOrderMark() throws IOException {
		assertThat(read("\uFEFFa\uFEFF")).isEqualTo("a\uFEFF");
		assertThat(read("\uFEFF\uFEFFa")).isEqualTo("\uFEFFa");
		assertThat(read("")).isEmpty();
	}

	@Test
	void decodesEveryCharacterThatUtf8Has() throws IOException {
		StringBuilder all = new StringBuilder();
		for (int code = 1; code <= Character.MAX_CODE_POINT; code++) {
			if (code != '\r' && (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE)) {
				all.appendCodePoint(code);
			}
		}
		assertThat(read(all.toString())).isEqualTo(all.toString());
	}

	@ParameterizedTest
	@ValueSource(strings = { "80", "C0AF", "C1BF", "C3", "C328", "E28228", "E08080", "EDA080", "EDBFBF", "F0808080",
			"F4908080", "F5808080", "FF", "F09F98", "E282" })
	void refusesWhatIsNotUtf8AndSaysWhere(String hexadecimal) {
		byte[] bytes = HexFormat.of().parseHex("610D0A62C3A4" + hexadecimal);
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> read(new ByteArrayInputStream(bytes)))
			.withMessageContaining(
					"x.sql, line 2, column 3: byte 0x" + hexadecimal.substring(0, 2) + " (byte offset 6)");
	}

	@Test
	void refusesNullAndSaysWhere() {
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> read("a\n\nbc\0"))
			.withMessageContaining("x.sql, line 3, column 3: there is a NUL character (byte offset 5)");
	}

	@Test
	void hintsAtUtf16() {
		byte[] bytes = "select 1".getBytes(StandardCharsets.UTF_16);
		assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(() -> read(new ByteArrayInputStream(bytes)))
			.withMessageContaining("It looks like UTF-16");
	}

	@Test
	void readsTheSameInPiecesOfAnySize() throws IOException {
		String text = "a\r\n\rä€😀\r\n".repeat(10_000);
		String expected = text.replace("\r\n", "\n").replace('\r', '\n');
		for (int size = 1; size < 9; size++) {
			assertThat(readInPieces(text, size)).isEqualTo(expected);
		}
	}

	private static String readInPieces(String text, int size) throws IOException {
		InputStream trickle = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
			@Override
			public int read(byte[] target, int offset, int length) {
				return super.read(target, offset, Math.min(length, size));
			}
		};
		try (Reader reader = NormalizedReader.of("x.sql", trickle)) {
			StringBuilder result = new StringBuilder();
			char[] chars = new char[size];
			for (int count = reader.read(chars); count >= 0; count = reader.read(chars)) {
				assertThat(count).isPositive();
				result.append(chars, 0, count);
			}
			return result.toString();
		}
	}

	private static String read(String text) throws IOException {
		return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static String read(InputStream in) throws IOException {
		try (Reader reader = NormalizedReader.of("x.sql", in)) {
			StringWriter result = new StringWriter();
			reader.transferTo(result);
			return result.toString();
		}
	}

}
