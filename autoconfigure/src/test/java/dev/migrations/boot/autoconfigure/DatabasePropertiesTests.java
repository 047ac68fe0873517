package dev.migrations.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.migrations.model.ChecksumMismatchPolicy;
import dev.migrations.model.MissingPolicy;
import dev.migrations.model.OutOfOrderPolicy;
import dev.migrations.model.SqliteJournalMode;
import dev.migrations.model.StartMode;
import dev.migrations.model.Target;
import dev.migrations.model.TransactionMode;
import dev.migrations.model.UndoPolicy;
import dev.migrations.model.Verification;
import dev.migrations.model.Version;
import dev.migrations.settings.ExecutionSettings;
import dev.migrations.settings.MigratorSettings;
import dev.migrations.settings.PlanSettings;
import dev.migrations.settings.SchemaSettings;
import dev.migrations.settings.ScriptSettings;
import dev.migrations.settings.StartSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one of several databases sets, and what it takes over from the top level.
 */
class DatabasePropertiesTests {

	/**
	 * What is set once for the whole application.
	 */
	private static final Set<String> FOR_ALL = Set.of("databases", "sequence", "parallelism", "confirm",
			"command.enabled", "tenants.database", "tenants.locations", "tenants.parallelism", "tenants.onFailure");

	/**
	 * What makes sense only where there are several.
	 */
	private static final Set<String> FOR_ONE = Set.of("after");

	private final Map<String, String> general = new LinkedHashMap<>();

	private final Map<String, String> own = new LinkedHashMap<>();

	@Test
	void haveEveryKeyOfTheTopLevel() {
		Map<String, Class<?>> expected = keys(MigrationProperties.class, "");
		expected.keySet().removeAll(FOR_ALL);
		FOR_ONE.forEach((key) -> expected.put(key, List.class));
		assertThat(keys(DatabaseProperties.class, "").keySet()).containsExactlyElementsOf(expected.keySet());
	}

	@Test
	void haveNoValuesOfTheirOwn() {
		assertThat(keys(DatabaseProperties.class, "").values()).noneMatch(Class::isPrimitive);
		assertThat(resolved()).isEqualTo(MigratorSettings.DEFAULTS);
	}

	@Test
	void takeOverWhatTheTopLevelSets() {
		setEverything(this.general);
		assertThat(resolved()).isEqualTo(everything());
	}

	@Test
	void winOverTheTopLevel() {
		setEverything(this.own);
		assertThat(resolved()).isEqualTo(everything());
	}

	@Test
	void addPlaceholdersToThoseOfTheTopLevel() {
		this.general.put("migrations.placeholders.tablespace", "slow");
		this.general.put("migrations.placeholders.owner", "app");
		this.own.put("migrations.placeholders.tablespace", "fast");
		assertThat(resolved().scripts().placeholders()).isEqualTo(Map.of("tablespace", "fast", "owner", "app"));
	}

	private static void setEverything(Map<String, String> properties) {
		properties.put("migrations.locations", "classpath:db/other,file:/etc/migrations");
		properties.put("migrations.placeholders.tablespace", "fast");
		properties.put("migrations.statement.max-size", "1KB");
		properties.put("migrations.target", "5");
		properties.put("migrations.out-of-order", "allow");
		properties.put("migrations.on-missing", "ignore");
		properties.put("migrations.on-checksum-mismatch", "warn");
		properties.put("migrations.verify", "full");
		properties.put("migrations.baseline-version", "2");
		properties.put("migrations.baseline-on-migrate", "true");
		properties.put("migrations.undo", "forbidden");
		properties.put("migrations.mode", "wait");
		properties.put("migrations.wait-timeout", "3m");
		properties.put("migrations.history-table", "versions");
		properties.put("migrations.schema", "shop");
		properties.put("migrations.create-schema", "true");
		properties.put("migrations.required-tables", "users,orders");
		properties.put("migrations.sqlite.journal-mode", "delete");
		properties.put("migrations.lock.timeout", "2m");
		properties.put("migrations.ddl.lock-timeout", "2s");
		properties.put("migrations.ddl.retries", "3");
		properties.put("migrations.statement-timeout", "1h");
		properties.put("migrations.transaction", "per-migration");
	}

	/**
	 * None of the values is a default, so that each shows that it was taken.
	 */
	private static MigratorSettings everything() {
		return new MigratorSettings(MigratorSettings.DEFAULTS.database(),
				new ScriptSettings(List.of("classpath:db/other", "file:/etc/migrations"), Map.of("tablespace", "fast"),
						1024),
				new PlanSettings(Target.of("5"), OutOfOrderPolicy.ALLOW, MissingPolicy.IGNORE,
						ChecksumMismatchPolicy.WARN, Verification.FULL, Version.of("2"), true, UndoPolicy.FORBIDDEN),
				new SchemaSettings("versions", "shop", true, List.of("users", "orders"), SqliteJournalMode.DELETE),
				new ExecutionSettings(Duration.ofMinutes(2), Duration.ofSeconds(2), 3, Duration.ofHours(1),
						TransactionMode.PER_MIGRATION),
				new StartSettings(StartMode.WAIT, Duration.ofMinutes(3)));
	}

	private MigratorSettings resolved() {
		MigratorSettings settings = bind(this.general, MigrationProperties.class).settings();
		return settings.with(bind(this.own, DatabaseProperties.class).overrides("migrations.databases.orders"));
	}

	private static <T> T bind(Map<String, String> properties, Class<T> type) {
		ApplicationConversionService conversions = new ApplicationConversionService();
		conversions.addConverter(new VersionConverter());
		return new Binder(List.of(new MapConfigurationPropertySource(properties)), null, conversions, null)
			.bindOrCreate("migrations", Bindable.of(type));
	}

	/**
	 * Keys of a record, those of its nested records included.
	 */
	private static Map<String, Class<?>> keys(Class<?> type, String prefix) {
		Map<String, Class<?>> keys = new TreeMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			Class<?> value = component.getType();
			if (value.getEnclosingClass() == MigrationProperties.class
					|| value.getEnclosingClass() == DatabaseProperties.class) {
				keys.putAll(keys(value, prefix + component.getName() + "."));
			}
			else {
				keys.put(prefix + component.getName(), value);
			}
		}
		return keys;
	}

}
