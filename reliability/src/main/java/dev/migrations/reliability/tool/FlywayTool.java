package dev.migrations.reliability.tool;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.reliability.database.Rows;
import org.flywaydb.core.Flyway;

/**
 * Flyway with its default settings.
 */
final class FlywayTool implements Tool {

	@Override
	public String name() {
		return "flyway";
	}

	@Override
	public int connections() {
		return 10;
	}

	@Override
	public int migrate(DataSource dataSource, Path directory) {
		return Flyway.configure()
			.dataSource(dataSource)
			.locations("filesystem:" + directory)
			.load()
			.migrate().migrationsExecuted;
	}

	@Override
	public Recorded recorded(Connection connection) {
		try {
			String quote = connection.getMetaData().getIdentifierQuoteString();
			List<String> applied = Rows.of(connection,
					"SELECT 'script' FROM 'flyway_schema_history' WHERE 'success' AND 'version' IS NOT NULL "
						.replace("'", quote) + "ORDER BY 'installed_rank'".replace("'", quote));
			return new Recorded(applied, null, 0, 0, 0);
		}
		catch (SQLException ex) {
			return Recorded.NOTHING;
		}
	}

}
