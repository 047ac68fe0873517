package dev.migrations.script;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Locale;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Checksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementChecksumTests {

	private static final String GOLDEN = "/golden/statement-checksums/";

	/**
	 * Users' databases hold such checksums: never change one.
	 */
	@ParameterizedTest
	@CsvSource({ "postgresql.sql, POSTGRESQL, 2fe3f0d0b9c00db3171e334b7c561f6405fdf078f3436a7e0090a477d2d70453",
			"postgresql-reformatted.sql, POSTGRESQL, 2fe3f0d0b9c00db3171e334b7c561f6405fdf078f3436a7e0090a477d2d70453",
			"mariadb.sql, MARIADB, 3ef2f0f6649246128515fb3f76c122519eea7434e46e8246f5227a43c8d09c4f",
			"mariadb-reformatted.sql, MYSQL, 3ef2f0f6649246128515fb3f76c122519eea7434e46e8246f5227a43c8d09c4f",
			"sqlite.sql, SQLITE, 213a7f234161e92df4b036e2553375a8876b33fef7d1065289b877d83f289ef1",
			"h2.sql, H2, 58f58c3734c005385f96608a41f479050869e37fd788ea665a507e3a9abbe830",
			"clickhouse.sql, CLICKHOUSE, 20ecc8e3b487a8069f850742fa0af641a7bfc28cf568fb265ea32b5b6a00558d",
			"empty-h2.sql, H2, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" })
	void staysTheSameForEver(String file, Vendor vendor, String checksum) throws IOException {
		try (InputStream in = getClass().getResourceAsStream(GOLDEN + file)) {
			assertThat(in).isNotNull();
			assertThat(new StatementChecksum().of(vendor, LexicalRules.of(vendor), file, NormalizedReader.of(file, in))
				.value()).isEqualTo("s1:sha256:" + checksum);
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			select 1                    | SELECT 1
			select 'a b'                | select 'a  b'
			select a b                  | select ab
			select 'a' 'b'              | select 'a''b'
			select 1; select 2          | select 1 select 2
			select x'00'                | select x '00'
			select /*+ a */ 1           | select 1
			select /*+ a */ 1           | select /*+ b */ 1
			/*!40101 select 1 */        | /*!50101 select 1 */
			/*!40101 select 1 */        | select 1
			select 1 /* a */            | /*! select 1 */
			--migrations:transaction=none | -- migrations:transaction=auto
			""")
	void differsWhenTheStatementsDo(String first, String second) throws IOException {
		assertThat(of(Vendor.MYSQL, first)).isNotEqualTo(of(Vendor.MYSQL, second));
	}

	@Test
	void countsTheDataOfCopyAsItIs() throws IOException {
		String script = "copy t from stdin;\n1\n\\.\n";
		assertThat(of(Vendor.POSTGRESQL, script)).isEqualTo(of(Vendor.POSTGRESQL, "copy t from stdin ;\n1\n\\."))
			.isNotEqualTo(of(Vendor.POSTGRESQL, script.replace("1", "1 ")));
	}

	@Test
	void doesNotDependOnHowTheTextArrives() throws IOException {
		String script = ("insert into t values ('" + "ä😀€x".repeat(5000) + "');\n").repeat(3);
		Checksum expected = of(Vendor.H2, script);
		assertThat(new StatementChecksum().of(Vendor.H2, LexicalRules.of(Vendor.H2), "x.sql", new StringReader(script) {
			@Override
			public int read(char[] target, int offset, int length) throws IOException {
				return super.read(target, offset, Math.min(length, 7));
			}
		})).isEqualTo(expected);
		assertThat(expected.algorithm()).isEqualTo(Checksum.STATEMENTS_V1);
		assertThat(expected.value()).isEqualTo(expected.value().toLowerCase(Locale.ROOT));
	}

	private static Checksum of(Vendor vendor, String script) throws IOException {
		return new StatementChecksum().of(vendor, LexicalRules.of(vendor), "x.sql", new StringReader(script));
	}

}
