package dev.migrations.execution;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Checksum;
import dev.migrations.model.MigrationKey;
import dev.migrations.model.ResolvedMigration;
import dev.migrations.model.ScriptOptions;
import dev.migrations.model.Version;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StatementCounterTests {

	/**
	 * Whoever asks for a status need not wait until it is written.
	 */
	@Test
	void ofAScriptThatWasChangedSinceItWasFoundNothingIsSaid() {
		byte[] changed = "SELECT 1; SELECT 2;".getBytes(StandardCharsets.UTF_8);
		Version version = Version.of("1");
		ResolvedMigration migration = new ResolvedMigration(MigrationKey.versioned(version), version, "1", "one",
				"V1__one.sql", Checksum.NONE, (sought) -> Checksum.NONE, 10, 4711, ScriptOptions.DEFAULTS,
				() -> new ByteArrayInputStream(changed), null);
		ScriptOpener scripts = new ScriptOpener(Vendor.SQLITE, LexicalRules.of(Vendor.SQLITE), 1000, Map.of());
		StatementCounter counter = new StatementCounter();
		assertThat(counter.total(migration, scripts)).isNull();
		assertThat(counter.through(migration, scripts, 2)).isNull();
		assertThat(counter.through(migration, scripts, 1)).isOne();
	}

}
