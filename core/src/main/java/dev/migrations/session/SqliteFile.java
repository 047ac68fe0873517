package dev.migrations.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

import javax.sql.DataSource;

import dev.migrations.model.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.util.StringUtils;

/**
 * The file of an SQLite database, as its URL gives it.
 *
 * @param path the file; null for a database in memory
 * @param shared whether connections of this process share a database in memory
 */
record SqliteFile(@Nullable Path path, boolean shared) {

	private static final String PREFIX = "jdbc:sqlite:";

	private static final String FILE = "file:";

	/**
	 * Creates the folders of the file before its first connection, which would fail
	 * without them, and refuses a database in memory of which each connection would see
	 * another one.
	 * @param dataSource where connections come from
	 * @throws InvalidSettingsException if the database is private to each connection, or
	 * its folder cannot be created
	 * @throws SQLException if the data source cannot be asked
	 */
	static void prepare(DataSource dataSource) throws SQLException {
		String url = url(dataSource);
		if (url == null || !url.startsWith(PREFIX)) {
			return;
		}
		SqliteFile file = of(url.substring(PREFIX.length()));
		if (file == null) {
			return;
		}
		if (file.path() != null) {
			createFolders(file.path());
		}
		else if (!file.shared()) {
			requireOneConnection(dataSource);
		}
	}

	private static @Nullable String url(DataSource dataSource) throws SQLException {
		return (dataSource instanceof AbstractDriverBasedDataSource plain) ? plain.getUrl()
				: HikariPools.url(dataSource);
	}

	/**
	 * Reads what follows {@code jdbc:sqlite:}.
	 * @return the file; null if it is of another kind, such as a resource
	 */
	static @Nullable SqliteFile of(String location) {
		boolean uri = location.startsWith(FILE);
		String given = (uri && location.indexOf('#') >= 0) ? location.substring(0, location.indexOf('#')) : location;
		int query = given.indexOf('?');
		String name = (query >= 0) ? given.substring(0, query) : given;
		String options = (query >= 0) ? given.substring(query).toLowerCase(Locale.ROOT) : "";
		if (name.startsWith(":resource:")) {
			return null;
		}
		try {
			String path = uri ? pathOf(name.substring(FILE.length())) : name;
			if (path.isEmpty() || path.equals(":memory:") || options.contains("mode=memory")) {
				return new SqliteFile(null, options.contains("cache=shared"));
			}
			return new SqliteFile(Path.of(path), true);
		}
		catch (IllegalArgumentException ex) {
			// No path; the driver has words of its own for it.
			return null;
		}
	}

	/**
	 * What SQLite takes for the path of a URI: what stands behind a host, decoded.
	 */
	private static String pathOf(String name) {
		String path = name.startsWith("//") ? name.substring(Math.max(2, name.indexOf('/', 2))) : name;
		return StringUtils.uriDecode(path, StandardCharsets.UTF_8);
	}

	private static void createFolders(Path path) {
		Path folder = path.toAbsolutePath().getParent();
		if (folder == null || Files.isDirectory(folder)) {
			return;
		}
		try {
			Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new InvalidSettingsException(
					"The folder of the database file " + path + " does not exist and cannot be created: " + ex + ".",
					"Create it, or choose another file in the URL.", ex);
		}
	}

	private static void requireOneConnection(DataSource dataSource) throws SQLException {
		int connections = (dataSource instanceof AbstractDriverBasedDataSource)
				? (dataSource instanceof SmartDataSource) ? 1 : Integer.MAX_VALUE : HikariPools.size(dataSource, 1);
		if (connections > 1) {
			throw new InvalidSettingsException(
					"The SQLite database is in memory and private to each connection, and there is more than one "
							+ "connection: each would see an empty database of its own.",
					"Use the URL jdbc:sqlite:file:app?mode=memory&cache=shared, which all connections share, or a pool "
							+ "of one connection, spring.datasource.hikari.maximum-pool-size=1.");
		}
	}

}
