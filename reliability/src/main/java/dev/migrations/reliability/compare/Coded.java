package dev.migrations.reliability.compare;

import java.sql.SQLException;
import java.sql.Statement;

import dev.migrations.JavaMigration;
import dev.migrations.JavaMigrationContext;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * A script that is written in Java: its statements are executed by code.
 *
 * @param source the script
 */
record Coded(Script source) implements JavaMigration {

	@Override
	public @Nullable Version version() {
		String version = this.source.version();
		return (version != null) ? Version.of(version) : null;
	}

	@Override
	public String description() {
		return "coded";
	}

	@Override
	public String checksum() {
		return this.source.text();
	}

	@Override
	public String script() {
		return this.source.file();
	}

	@Override
	public void up(JavaMigrationContext context) throws SQLException {
		try (Statement statement = context.connection().createStatement()) {
			for (Line line : this.source.lines()) {
				statement.execute(MigrationSet.resolved(line.text()));
			}
		}
	}

}
