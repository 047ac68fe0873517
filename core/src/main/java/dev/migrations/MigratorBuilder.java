package dev.migrations;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import dev.migrations.settings.MigratorSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ResourceLoader;

/**
 * Builds a {@link Migrator}.
 */
public final class MigratorBuilder {

	private final DataSource dataSource;

	MigratorBuilder(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	/**
	 * Sets where migrations are, instead of {@value MigratorSettings#DEFAULT_LOCATION}.
	 * @param locations {@code classpath:} or {@code file:} locations, which must exist
	 * @return this builder
	 */
	public MigratorBuilder locations(String... locations) {
		return locations(List.of(locations));
	}

	/**
	 * Sets where migrations are, instead of {@value MigratorSettings#DEFAULT_LOCATION}.
	 * @param locations {@code classpath:} or {@code file:} locations, which must exist
	 * @return this builder
	 */
	public MigratorBuilder locations(List<String> locations) {
		return this;
	}

	/**
	 * Sets what {@code classpath:} locations are read with.
	 * @param resourceLoader the resource loader
	 * @return this builder
	 */
	public MigratorBuilder resourceLoader(ResourceLoader resourceLoader) {
		return this;
	}

	/**
	 * Sets the name of the history table.
	 * @param historyTable a plain identifier
	 * @return this builder
	 */
	public MigratorBuilder historyTable(String historyTable) {
		return this;
	}

	/**
	 * Sets how far to migrate.
	 * @param target the target
	 * @return this builder
	 */
	public MigratorBuilder target(Target target) {
		return this;
	}

	/**
	 * Sets what to do with a pending migration below an applied one.
	 * @param outOfOrder the policy
	 * @return this builder
	 */
	public MigratorBuilder outOfOrder(OutOfOrderPolicy outOfOrder) {
		return this;
	}

	/**
	 * Sets what to do with an applied migration whose file is gone.
	 * @param onMissing the policy
	 * @return this builder
	 */
	public MigratorBuilder onMissing(MissingPolicy onMissing) {
		return this;
	}

	/**
	 * Sets what to do with an applied migration whose file was edited.
	 * @param onChecksumMismatch the policy
	 * @return this builder
	 */
	public MigratorBuilder onChecksumMismatch(ChecksumMismatchPolicy onChecksumMismatch) {
		return this;
	}

	/**
	 * Sets the version up to which an existing schema is taken to be built.
	 * @param baselineVersion the version
	 * @return this builder
	 */
	public MigratorBuilder baselineVersion(Version baselineVersion) {
		return this;
	}

	/**
	 * Sets whether a schema that has objects but no history is baselined by the first
	 * run.
	 * @param baselineOnMigrate whether to
	 * @return this builder
	 */
	public MigratorBuilder baselineOnMigrate(boolean baselineOnMigrate) {
		return this;
	}

	/**
	 * Sets the values of {@code ${name}} in scripts.
	 * @param placeholders the values by name; while it is empty, nothing is replaced
	 * @return this builder
	 */
	public MigratorBuilder placeholders(Map<String, String> placeholders) {
		return this;
	}

	/**
	 * Sets how long to wait for the lock.
	 * @param lockTimeout the duration; null for as long as the holder lives
	 * @return this builder
	 */
	public MigratorBuilder lockTimeout(@Nullable Duration lockTimeout) {
		return this;
	}

	/**
	 * Sets the longest statement that is accepted.
	 * @param maxStatementSize the length in characters
	 * @return this builder
	 */
	public MigratorBuilder maxStatementSize(int maxStatementSize) {
		return this;
	}

	/**
	 * Builds the migrator. Connects to nothing.
	 * @return the migrator
	 */
	public Migrator build() {
		return new Migrator(this.dataSource, MigratorSettings.DEFAULTS);
	}

}
