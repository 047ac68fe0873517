package dev.migrations.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one migrator, checked and complete.
 *
 * @param locations where migrations are; an empty list stands for the default location,
 * which need not exist
 * @param historyTable name of the history table
 * @param target how far to migrate
 * @param outOfOrder what to do with a pending migration below an applied one
 * @param onMissing what to do with an applied migration whose file is gone
 * @param onChecksumMismatch what to do with an applied migration whose file was edited
 * @param baselineVersion version up to which an existing schema is taken to be built
 * @param baselineOnMigrate whether a schema that has objects but no history is baselined
 * by the first run
 * @param placeholders values of {@code ${name}} in scripts
 * @param lockTimeout how long to wait for the lock; null for as long as its holder lives
 * @param maxStatementSize longest statement, in characters
 */
public record MigratorSettings(List<String> locations, String historyTable, Target target, OutOfOrderPolicy outOfOrder,
		MissingPolicy onMissing, ChecksumMismatchPolicy onChecksumMismatch, Version baselineVersion,
		boolean baselineOnMigrate, Map<String, String> placeholders, @Nullable Duration lockTimeout,
		int maxStatementSize) {

	/**
	 * Where migrations are unless a location is set.
	 */
	public static final String DEFAULT_LOCATION = "classpath:db/migration";

	/**
	 * What applies unless something is set.
	 */
	public static final MigratorSettings DEFAULTS = new MigratorSettings(List.of(), "migration_history", Target.HEAD,
			OutOfOrderPolicy.REJECT, MissingPolicy.FAIL, ChecksumMismatchPolicy.FAIL, Version.of("1"), false, Map.of(),
			null, 64 * 1024 * 1024);

}
