package dev.migrations.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.ScriptContent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TextHasherTests {

	private static final Path GOLDEN = Path.of("src/test/resources/golden/text");

	/** Pieces that are interesting beside each other and across the ends of chunks. */
	private static final List<byte[]> PIECES = Stream
		.of("0D", "0A", "0D0A", "41", "20", "C3BC", "E69DB1", "F09F9880", "EFBBBF", "7F", "C280", "F48FBFBF", "EFBFBF")
		.map(HexFormat.of()::parseHex)
		.toList();

	private static final List<byte[]> BROKEN = Stream
		.of("00", "80", "BF", "C0AF", "C1BF", "C3", "E080AF", "E09F80", "EDA080", "EDBFBF", "E69D", "F08080AF",
				"F09F98", "F4908080", "F5808080", "FE", "FF")
		.map(HexFormat.of()::parseHex)
		.toList();

	static List<String> golden() throws IOException {
		return Files.readAllLines(GOLDEN.resolve("checksums.txt"));
	}

	@ParameterizedTest
	@MethodSource("golden")
	void givesTheChecksumsThatEarlierVersionsRecorded(String line) throws IOException {
		String[] parts = line.split(" ");
		ScriptDigest digest = new TextHasher().digest(parts[0], () -> Files.newInputStream(GOLDEN.resolve(parts[0])));
		assertThat(digest.checksum()).hasToString(parts[1]);
		assertThat(digest.size()).isEqualTo(Long.parseLong(parts[2]));
		assertThat(digest.crc32()).isEqualTo(Long.parseLong(parts[3]));
	}

	@Test
	void hasAChecksumForEveryGoldenFile() throws IOException {
		try (Stream<Path> files = Files.list(GOLDEN)) {
			assertThat(files.map(Path::getFileName).map(Path::toString).filter((name) -> name.endsWith(".sql")))
				.containsExactlyInAnyOrderElementsOf(golden().stream().map((line) -> line.split(" ")[0]).toList());
		}
	}

	@Test
	void agreesWithDecodingTheWholeText() throws Exception {
		long seed = new Random().nextLong();
		System.out.println("Seed: " + seed);
		Random random = new Random(seed);
		for (int i = 0; i < 20_000; i++) {
			byte[] bytes = randomBytes(random, i % 4 == 0);
			TextHasher hasher = new TextHasher(3 + random.nextInt(14));
			String expected = naiveChecksum(bytes);
			String description = "seed " + seed + ", bytes " + HexFormat.of().formatHex(bytes);
			if (expected == null) {
				assertThatExceptionOfType(InvalidScriptException.class).as(description)
					.isThrownBy(() -> hasher.digest("x.sql", content(bytes)));
			}
			else {
				ScriptDigest digest = hasher.digest("x.sql", content(bytes));
				CRC32 crc32 = new CRC32();
				crc32.update(bytes);
				assertThat(digest.checksum()).as(description).hasToString(expected);
				assertThat(digest.size()).as(description).isEqualTo(bytes.length);
				assertThat(digest.crc32()).as(description).isEqualTo(crc32.getValue());
			}
		}
	}

	private static byte[] randomBytes(Random random, boolean maybeBroken) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (int i = random.nextInt(24); i > 0; i--) {
			boolean broken = maybeBroken && random.nextInt(12) == 0;
			out.writeBytes(
					broken ? BROKEN.get(random.nextInt(BROKEN.size())) : PIECES.get(random.nextInt(PIECES.size())));
		}
		return out.toByteArray();
	}

	private static String naiveChecksum(byte[] bytes) throws Exception {
		String text;
		try {
			text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
		if (text.indexOf('\0') >= 0) {
			return null;
		}
		text = text.startsWith("\uFEFF") ? text.substring(1) : text;
		byte[] normalized = text.replace("\r\n", "\n").replace('\r', '\n').getBytes(StandardCharsets.UTF_8);
		return "v1:sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(normalized));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					E9                          | 1 | 1 | 0xE9 is not UTF-8 (byte 0 of the file, counted from 0)   | ISO-8859-1
					EFBBBFE9                    | 1 | 1 | 0xE9 is not UTF-8 (byte 3 of the file                    | ISO-8859-1
					EFBBBF41E9                  | 1 | 2 | byte 4                                                   | ISO-8859-1
					410D0A420D430A44E9          | 4 | 2 | byte 8                                                   | ISO-8859-1
					C3BCE69DB1F09F9880E9        | 1 | 4 | byte 9                                                   | ISO-8859-1
					41E69D41                    | 1 | 2 | 0xE6 is not UTF-8 (byte 1                                | ISO-8859-1
					0A41E69D                    | 2 | 2 | 0xE6 is not UTF-8 (byte 2                                | ISO-8859-1
					41EDA080                    | 1 | 2 | 0xED is not UTF-8 (byte 1                                | ISO-8859-1
					41C0AF                      | 1 | 2 | 0xC0 is not UTF-8 (byte 1                                | ISO-8859-1
					410A4200                    | 2 | 2 | NUL character (byte 3                                    | Remove
					FFFE410042004300            | 1 | 1 | 0xFF is not UTF-8 (byte 0                                | UTF-16. Save it as UTF-8
					410042004300                | 1 | 2 | NUL character (byte 1                                    | UTF-16
					""")
	void saysWhereTextIsNotUtf8(String hex, long line, long column, String problem, String action) {
		byte[] bytes = HexFormat.of().parseHex(hex);
		for (int bufferSize : new int[] { 3, 4, 5, 1024 }) {
			assertThatExceptionOfType(InvalidScriptException.class)
				.isThrownBy(() -> new TextHasher(bufferSize).digest("V1__x.sql", content(bytes)))
				.satisfies((ex) -> {
					assertThat(ex.getLine()).isEqualTo(line);
					assertThat(ex.getColumn()).isEqualTo(column);
					assertThat(ex.getDescription()).startsWith("V1__x.sql, line " + line).contains(problem);
					assertThat(ex.getAction()).contains(action);
				});
		}
	}

	@Test
	void isReadyForTheNextScriptAfterAnInvalidOne() throws IOException {
		TextHasher hasher = new TextHasher();
		byte[] valid = "select 1;\r\n".getBytes(StandardCharsets.UTF_8);
		ScriptDigest expected = new TextHasher().digest("x.sql", content(valid));
		assertThatExceptionOfType(InvalidScriptException.class)
			.isThrownBy(() -> hasher.digest("x.sql", content(new byte[] { 'a', '\r', (byte) 0xE9 })));
		assertThat(hasher.digest("x.sql", content(valid))).isEqualTo(expected);
	}

	@Test
	void knowsWhenThereAreCertainlyNoOptions() throws IOException {
		TextHasher hasher = new TextHasher(64);
		assertThat(hasher.digest("x.sql", content("create table m (i int);".getBytes())).mayHaveOptions()).isFalse();
		assertThat(hasher.digest("x.sql", content("-- Migrations: a=b".getBytes())).mayHaveOptions()).isTrue();
		assertThat(hasher.digest("x.sql", content("--mmigrations".getBytes())).mayHaveOptions()).isTrue();
		assertThat(hasher.digest("x.sql", content(" ".repeat(64).getBytes())).mayHaveOptions()).isTrue();
	}

	@Test
	void readsLongScriptsInConstantMemory() throws IOException {
		long size = new Lines(200L * 1024 * 1024).size;
		TextHasher hasher = new TextHasher();
		ScriptContent content = () -> new Lines(size);
		hasher.digest("warm-up.sql", () -> new Lines(100_000));
		com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		assertThat(hasher.digest("long.sql", content).size()).isEqualTo(size);
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1024 * 1024);
	}

	private static ScriptContent content(byte[] bytes) {
		return () -> new ByteArrayInputStream(bytes);
	}

	/**
	 * Text of any length with every kind of line end.
	 */
	private static final class Lines extends InputStream {

		private static final byte[] LINE = "insert into t values ('\u00FC');\r\n\r\n".getBytes(StandardCharsets.UTF_8);

		private final long size;

		private long position;

		Lines(long size) {
			this.size = size - size % LINE.length;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			int count = (int) Math.min(length, this.size - this.position);
			for (int i = 0; i < count; i++) {
				target[offset + i] = LINE[(int) ((this.position + i) % LINE.length)];
			}
			this.position += count;
			return (count == 0 && length > 0) ? -1 : count;
		}

	}

}
