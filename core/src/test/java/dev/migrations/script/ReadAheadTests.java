package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Statements that a thread reads ahead are those that there are, in their order.
 */
@Timeout(300)
class ReadAheadTests {

	private static final int MANY = 30_000;

	@Test
	void givesTheStatementsInTheirOrder() throws IOException {
		String script = rows(MANY) + "BEGIN;\nCREATE TABLE b (c int);\nCOMMIT;\n" + rows(10);
		assertThat(all(ahead(new StringReader(script)))).isEqualTo(all(frames(new StringReader(script))));
	}

	@Test
	void goesOnToSayThatThereAreNoMore() throws IOException {
		try (ReadAhead ahead = ahead(new StringReader(rows(2)))) {
			assertThat(ahead.next()).isNotNull();
			assertThat(ahead.next()).isNotNull();
			assertThat(ahead.next()).isNull();
			assertThat(ahead.next()).isNull();
		}
	}

	@Test
	void tellsWhatIsWrongBehindTheStatementsBeforeIt() throws IOException {
		try (ReadAhead ahead = ahead(new StringReader(rows(MANY) + "INSERT INTO a VALUES ('never closed);\n"))) {
			for (int i = 1; i <= MANY; i++) {
				FramedStatement next = ahead.next();
				assertThat(next).isNotNull();
				assertThat(next.statement().number()).isEqualTo(i);
			}
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(InvalidScriptException.class).isThrownBy(ahead::next)
					.satisfies((ex) -> assertThat(ex.getLine()).isEqualTo(MANY + 1));
			}
		}
	}

	@Test
	void tellsThatTheScriptCannotBeRead() throws IOException {
		IOException broken = new IOException("broken");
		try (ReadAhead ahead = ahead(new WatchedReader(rows(100), broken))) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> all(ahead)).isSameAs(broken);
		}
	}

	@Test
	void leavesTheDataOfCopyToTheOneWhoExecutes() throws IOException {
		String script = rows(MANY) + "COPY a FROM stdin;\n1\n2\n\\.\n" + rows(1) + "COPY a FROM stdin;\n3\n\\.\n";
		List<String> data = new ArrayList<>();
		try (ReadAhead ahead = ahead(new StringReader(script))) {
			for (FramedStatement next = ahead.next(); next != null; next = ahead.next()) {
				if (next.statement().text().startsWith("COPY")) {
					data.add(read(ahead.copyData()));
				}
			}
		}
		assertThat(data).containsExactly("1\n2\n", "3\n");
	}

	@Test
	void endsItsThreadWhenItIsClosedBeforeTheEnd() throws IOException {
		WatchedReader text = new WatchedReader(rows(MANY), null);
		ReadAhead ahead = ahead(text);
		assertThat(ahead.next()).isNotNull();
		ahead.close();
		assertThat(text.thread).isNotNull().isNotSameAs(Thread.currentThread());
		assertThat(text.thread.isAlive()).isFalse();
		assertThat(text.closed).isTrue();
	}

	@Test
	void keepsNoMoreThanItMayInMemory() throws IOException {
		WatchedReader text = new WatchedReader(rows(10 * MANY), null);
		try (ReadAhead ahead = ahead(text)) {
			assertThat(ahead.next()).isNotNull();
			Thread reader = text.thread;
			while (reader.getState() != Thread.State.WAITING) {
				Thread.onSpinWait();
			}
			assertThat(text.delivered).isLessThan(2_000_000).isLessThan(rows(10 * MANY).length() / 4);
			assertThat(all(ahead)).hasSize(10 * MANY - 1);
		}
	}

	@Test
	void takesItsTimeWithoutBeingInterrupted() throws IOException {
		try (ReadAhead ahead = ahead(new StringReader(rows(MANY)))) {
			Thread.currentThread().interrupt();
			assertThat(all(ahead)).hasSize(MANY);
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	private static ReadAhead ahead(Reader text) {
		return new ReadAhead(frames(text));
	}

	private static TransactionFrames frames(Reader text) {
		return new TransactionFrames(Vendor.POSTGRESQL, "test.sql",
				new StatementSplitter(Vendor.POSTGRESQL, 1_000_000).split("test.sql", text));
	}

	private static List<FramedStatement> all(FramedStatements statements) throws IOException {
		List<FramedStatement> all = new ArrayList<>();
		for (FramedStatement next = statements.next(); next != null; next = statements.next()) {
			all.add(next);
		}
		return all;
	}

	private static String rows(int count) {
		StringBuilder rows = new StringBuilder();
		for (int i = 0; i < count; i++) {
			rows.append("INSERT INTO a VALUES (").append(i).append(");\n");
		}
		return rows.toString();
	}

	private static String read(Reader reader) throws IOException {
		StringBuilder text = new StringBuilder();
		for (int c = reader.read(); c >= 0; c = reader.read()) {
			text.append((char) c);
		}
		return text.toString();
	}

	/**
	 * Knows who reads how much of it, and may be broken at its end.
	 */
	private static final class WatchedReader extends Reader {

		private final StringReader text;

		private final @Nullable IOException end;

		private volatile Thread thread = Thread.currentThread();

		private volatile long delivered;

		private volatile boolean closed;

		WatchedReader(String text, @Nullable IOException end) {
			this.text = new StringReader(text);
			this.end = end;
		}

		@Override
		public int read(char[] target, int offset, int length) throws IOException {
			this.thread = Thread.currentThread();
			int count = this.text.read(target, offset, length);
			if (count < 0 && this.end != null) {
				throw this.end;
			}
			this.delivered += Math.max(count, 0);
			return count;
		}

		@Override
		public void close() {
			this.closed = true;
		}

	}

}
