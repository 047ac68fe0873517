package dev.migrations.benchmarks.measured;

import java.io.BufferedReader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.sql.DataSource;

/**
 * Executes large scripts in JDBC batches of a thousand statements, each script in one
 * transaction.
 */
final class BatchLimit implements Contestant {

	private static final int SIZE = 1000;

	@Override
	public void migrate(DataSource dataSource, Path files) throws Exception {
		List<Path> scripts = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(files.resolve(Script.FOLDER))) {
			entries.forEach(scripts::add);
		}
		Collections.sort(scripts);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (Path script : scripts) {
				int batched = 0;
				try (BufferedReader lines = Files.newBufferedReader(script)) {
					for (String line = lines.readLine(); line != null; line = lines.readLine()) {
						statement.addBatch(line.substring(0, line.length() - 1));
						batched++;
						if (batched % SIZE == 0) {
							statement.executeBatch();
						}
					}
				}
				statement.executeBatch();
				connection.commit();
			}
			connection.setAutoCommit(true);
		}
	}

}
