package dev.migrations.boot.autoconfigure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.AbstractDriverBasedDataSource;
import org.springframework.util.ClassUtils;

/**
 * Which {@code DataSource} is migrated.
 *
 * @param migrated the one that migrations are applied through
 * @param application the one through which the application sees the same database; null
 * if that cannot be told
 */
record MigrationDataSourceChoice(DataSource migrated, @Nullable DataSource application) {

	private static final boolean HIKARI_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			MigrationDataSourceChoice.class.getClassLoader());

	/**
	 * What is equal for two data sources of the same database, as far as that can be told
	 * without connecting.
	 */
	Object database() {
		String url = url();
		return (url != null) ? url : this.migrated;
	}

	/**
	 * What decides in which schema a session of that database begins, beside its URL:
	 * what a pool sets, and on PostgreSQL the user, whose {@code search_path} may hold a
	 * schema of its own.
	 */
	List<String> session() {
		return HIKARI_PRESENT ? Hikari.session(this.migrated) : List.of();
	}

	private @Nullable String url() {
		if (this.migrated instanceof AbstractDriverBasedDataSource plain) {
			return plain.getUrl();
		}
		return HIKARI_PRESENT ? Hikari.url(this.migrated) : null;
	}

	/**
	 * Loaded only where HikariCP is.
	 */
	private static final class Hikari {

		static @Nullable String url(DataSource dataSource) {
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariDataSource.class);
			return (pool != null) ? pool.getJdbcUrl() : null;
		}

		static List<String> session(DataSource dataSource) {
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariDataSource.class);
			if (pool == null) {
				return List.of();
			}
			boolean userMatters = String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:postgresql:");
			return Stream
				.of(pool.getSchema(), pool.getCatalog(), pool.getConnectionInitSql(),
						userMatters ? pool.getUsername() : null)
				.map((setting) -> String.valueOf(setting).toLowerCase(Locale.ROOT))
				.toList();
		}

	}

}
