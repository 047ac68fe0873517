package dev.migrations.reliability.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

import javax.sql.DataSource;

import dev.migrations.reliability.database.Rows;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;

/**
 * Liquibase with its default settings. Each file becomes a change set that holds its
 * text.
 */
final class LiquibaseTool implements Tool {

	private static final String CHANGELOG = "changelog.sql";

	@Override
	public String name() {
		return "liquibase";
	}

	@Override
	public int connections() {
		return 10;
	}

	@Override
	public int migrate(DataSource dataSource, Path directory) throws Exception {
		writeChangelog(directory);
		try (Connection connection = dataSource.getConnection()) {
			Database database = DatabaseFactory.getInstance()
				.findCorrectDatabaseImplementation(new JdbcConnection(connection));
			try (Liquibase liquibase = new Liquibase(CHANGELOG, new DirectoryResourceAccessor(directory), database)) {
				int pending = liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()).size();
				liquibase.update(new Contexts());
				return pending;
			}
		}
	}

	private static void writeChangelog(Path directory) throws IOException {
		try (var files = Files.list(directory)) {
			List<Path> scripts = files.filter((file) -> file.getFileName().toString().startsWith("V"))
				.sorted(Comparator.comparingInt(LiquibaseTool::version))
				.toList();
			StringBuilder text = new StringBuilder("--liquibase formatted sql\n");
			for (Path script : scripts) {
				text.append("\n--changeset test:")
					.append(script.getFileName())
					.append('\n')
					.append(Files.readString(script))
					.append('\n');
			}
			Path changelog = directory.resolve(CHANGELOG);
			if (!Files.exists(changelog) || !Files.readString(changelog).contentEquals(text)) {
				Files.writeString(changelog, text);
			}
		}
	}

	private static int version(Path script) {
		String name = script.getFileName().toString();
		return Integer.parseInt(name.substring(1, name.indexOf('_')));
	}

	@Override
	public Recorded recorded(Connection connection) {
		try {
			return new Recorded(Rows.of(connection, "SELECT ID FROM DATABASECHANGELOG ORDER BY ORDEREXECUTED"), null, 0,
					0, 0);
		}
		catch (SQLException ex) {
			return Recorded.NOTHING;
		}
	}

}
