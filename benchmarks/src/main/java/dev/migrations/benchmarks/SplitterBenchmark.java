package dev.migrations.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import dev.migrations.script.NormalizedReader;
import dev.migrations.script.StatementCursor;
import dev.migrations.script.StatementSplitter;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.parser.Parser;
import org.flywaydb.core.internal.parser.ParsingContext;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.flywaydb.database.mysql.MySQLParser;
import org.flywaydb.database.postgresql.PostgreSQLParser;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time that it takes to split 20 MB of INSERTs, from bytes in memory to the text of each
 * statement, by us and by Flyway. Neither replaces placeholders. Each shot reads the
 * whole script; 20 MB over the time is the throughput.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 2, jvmArgs = { "-Xms4g", "-Xmx4g", "-XX:+UseSerialGC" })
public class SplitterBenchmark {

	private static final int MEGABYTES = 20;

	/** Database whose rules apply. */
	@Param({ "POSTGRESQL", "MARIADB" })
	public Vendor vendor = Vendor.POSTGRESQL;

	private byte[] script = {};

	/**
	 * Makes the script.
	 * @throws IOException never
	 */
	@Setup
	public void makeScript() throws IOException {
		try (InsertScript source = new InsertScript(MEGABYTES * 1_000_000L)) {
			this.script = source.readAllBytes();
		}
	}

	/**
	 * Splits with ours.
	 * @return characters in all statements
	 * @throws IOException never
	 */
	@Benchmark
	@Warmup(iterations = 20)
	@Measurement(iterations = 20)
	public long ours() throws IOException {
		long characters = 0;
		StatementSplitter splitter = new StatementSplitter(this.vendor, 64 * 1024 * 1024);
		try (StatementCursor cursor = splitter.split("inserts.sql",
				NormalizedReader.of("inserts.sql", new ByteArrayInputStream(this.script)))) {
			for (Statement statement = cursor.next(); statement != null; statement = cursor.next()) {
				characters += statement.text().length();
			}
		}
		return characters;
	}

	/**
	 * Splits with Flyway's.
	 * @return characters in all statements
	 */
	@Benchmark
	@Warmup(iterations = 2)
	@Measurement(iterations = 3)
	public long flyway() {
		long characters = 0;
		try (SqlStatementIterator statements = parser().parse(new InMemoryResource(this.script))) {
			while (statements.hasNext()) {
				characters += statements.next().getSql().length();
			}
		}
		return characters;
	}

	private Parser parser() {
		ClassicConfiguration configuration = new ClassicConfiguration();
		configuration.setPlaceholderReplacement(false);
		return (this.vendor == Vendor.POSTGRESQL) ? new PostgreSQLParser(configuration, new ParsingContext())
				: new MySQLParser(configuration, new ParsingContext());
	}

	private static final class InMemoryResource extends LoadableResource {

		private final byte[] content;

		private InMemoryResource(byte[] content) {
			this.content = content;
		}

		@Override
		public Reader read() {
			return new InputStreamReader(new ByteArrayInputStream(this.content), StandardCharsets.UTF_8);
		}

		@Override
		public String getAbsolutePath() {
			return getFilename();
		}

		@Override
		public String getAbsolutePathOnDisk() {
			return getFilename();
		}

		@Override
		public String getFilename() {
			return "V1__inserts.sql";
		}

		@Override
		public String getRelativePath() {
			return getFilename();
		}

	}

}
