package dev.migrations.source;

import java.text.Normalizer;

import dev.migrations.model.Version;
import dev.migrations.source.ScriptName.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			V1__add_users.sql                     | 1              | 1                  | add users
			V001__add_users.sql                   | 1              | 001                | add users
			V1_2__x.sql                           | 1.2            | 1_2                | x
			V1.2__x.sql                           | 1.2            | 1.2                | x
			V1.2.0__x.sql                         | 1.2            | 1.2.0              | x
			V2024.01.15.1200__x.sql               | 2024.1.15.1200 | 2024.01.15.1200    | x
			V12345678901234567890__x.sql          | 12345678901234567890 | 12345678901234567890 | x
			V1___x.sql                            | 1              | 1                  | ' x'
			V1__.sql                              | 1              | 1                  | ''
			V1.sql                                | 1              | 1                  | ''
			V1__a.b-c d.sql                       | 1              | 1                  | a.b-c d
			V1__x.SQL                             | 1              | 1                  | x
			V1__x.up.sql                          | 1              | 1                  | x.up
			V1__größe_ändern.sql                  | 1              | 1                  | größe ändern
			001_core.sql                          | 1              | 001                | core
			000_core.sql                          | 0              | 000                | core
			001.sql                               | 1              | 001                | ''
			000001_create_all.up.sql              | 1              | 000001             | create all
			000001.up.sql                         | 1              | 000001             | ''
			20240101120000_name.sql               | 20240101120000 | 20240101120000     | name
			20240101120000__name.sql              | 20240101120000 | 20240101120000     | name
			0042-some-name.sql                    | 42             | 0042               | some-name
			0042-2fa.sql                          | 42             | 0042               | 2fa
			1.name.sql                            | 1              | 1                  | name
			1_2fa.sql                             | 1              | 1                  | 2fa
			001_add users.sql                     | 1              | 001                | add users
			001_.sql                              | 1              | 001                | ''
			2023-04-05-120000_add_users/up.sql    | 20230405120000 | 2023-04-05-120000  | add users
			2023-04-05_add_users/up.sql           | 20230405       | 2023-04-05         | add users
			2023-04-05-120000_add_users.sql       | 20230405120000 | 2023-04-05-120000  | add users
			00000000000000_diesel_setup/up.sql    | 0              | 00000000000000     | diesel setup
			20240101120000_init/migration.sql     | 20240101120000 | 20240101120000     | init
			deep/er/20240101120000_init/up.sql    | 20240101120000 | 20240101120000     | init
			2024/q1/V7__x.sql                     | 7              | 7                  | x
			20240101120000_init/V8__x.sql         | 8              | 8                  | x
			""")
	void readsVersionedNames(String path, String version, String spelling, String description) {
		ScriptName name = ScriptName.of(path);
		assertThat(name).isNotNull();
		assertThat(name.kind()).isEqualTo(Kind.VERSIONED);
		assertThat(name.version()).isEqualTo(Version.of(version)).hasToString(version);
		assertThat(name.spelling()).isEqualTo(spelling);
		assertThat(name.description()).isEqualTo(description);
		assertThat(name.before() + name.spelling() + name.after()).isEqualTo(path);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			U1__add_users.sql                   | UNDO     | 1
			U1.2__add_users.sql                 | UNDO     | 1.2
			U1.sql                              | UNDO     | 1
			000001_create_all.down.sql          | UNDO     | 1
			000001.down.sql                     | UNDO     | 1
			000001_create_all.DOWN.SQL          | UNDO     | 1
			2023-04-05-120000_add_users/down.sql | UNDO    | 20230405120000
			V3__x/down.sql                      | UNDO     | 3
			B1__everything.sql                  | BASELINE | 1
			B1_2__everything.sql                | BASELINE | 1.2
			""")
	void readsNamesOfUndoScriptsAndBaselines(String path, Kind kind, String version) {
		ScriptName name = ScriptName.of(path);
		assertThat(name).isNotNull();
		assertThat(name.kind()).isEqualTo(kind);
		assertThat(name.version()).hasToString(version);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			R__views.sql             | views        | views
			R__all_views.sql         | all_views    | all views
			views/R__all_views.sql   | all_views    | all views
			R___x.sql                | _x           | ' x'
			R__1__x.sql              | 1__x         | 1  x
			""")
	void readsNamesOfRepeatableMigrations(String path, String spelling, String description) {
		ScriptName name = ScriptName.of(path);
		assertThat(name).isNotNull();
		assertThat(name.kind()).isEqualTo(Kind.REPEATABLE);
		assertThat(name.version()).isNull();
		assertThat(name.spelling()).isEqualTo(spelling);
		assertThat(name.description()).isEqualTo(description);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.2_x.sql", "1.2.sql", "1_2__x.sql", "20240101_120000__x.sql", "V1_x.sql", "V1-x.sql",
			"V__x.sql", "V1.__x.sql", "V1..2__x.sql", "V.1__x.sql", "V1a__x.sql", "Vx.sql", "v1__x.sql", "R_x.sql",
			"R__.sql", "R1__x.sql", "U__x.sql", "Bx.sql", "seed.sql", "up.sql", "down.sql", "name/up.sql",
			"R__x/down.sql", "1x.sql", "1 x.sql", "V\u0661__x.sql", "\u0661_x.sql", "beforeMigrate.sql", "V.sql" })
	void refusesOtherNames(String path) {
		assertThat(ScriptName.of(path)).isNull();
	}

	@Test
	void takesComposedAndDecomposedLettersForTheSame() {
		String composed = "R__größe.sql";
		String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
		assertThat(decomposed).isNotEqualTo(composed);
		ScriptName one = ScriptName.of(composed);
		ScriptName other = ScriptName.of(decomposed);
		assertThat(one).isNotNull();
		assertThat(other).isNotNull();
		assertThat(other.spelling()).isEqualTo(one.spelling());
		assertThat(other.description()).isEqualTo(one.description());
	}

}
