package dev.migrations.settings;

import java.util.List;

import dev.migrations.model.Target;
import org.jspecify.annotations.Nullable;

/**
 * Settings of one migrator, complete. Each group is a record of its own, which holds its
 * defaults and its nullable twin, {@code Overrides}, for a database that differs from the
 * others in some of them.
 *
 * @param database which database this is
 * @param scripts where migrations are and how they are read
 * @param plan what is applied
 * @param schema where our own tables and the objects of migrations are
 * @param execution how statements are executed
 * @param start what happens when the application starts
 */
public record MigratorSettings(DatabaseSettings database, ScriptSettings scripts, PlanSettings plan,
		SchemaSettings schema, ExecutionSettings execution, StartSettings start) {

	/**
	 * Where migrations are unless a location is set.
	 */
	public static final String DEFAULT_LOCATION = "classpath:db/migration";

	/**
	 * What applies unless something is set.
	 */
	public static final MigratorSettings DEFAULTS = new MigratorSettings(DatabaseSettings.DEFAULTS,
			ScriptSettings.DEFAULTS, PlanSettings.DEFAULTS, SchemaSettings.DEFAULTS, ExecutionSettings.DEFAULTS,
			StartSettings.DEFAULTS);

	/**
	 * These settings with those of one database in their place.
	 * @param overrides what the database sets
	 * @return the settings of the database
	 */
	public MigratorSettings with(Overrides overrides) {
		return new MigratorSettings(this.database, this.scripts.with(overrides.scripts()),
				this.plan.with(overrides.plan()), this.schema.with(overrides.schema()),
				this.execution.with(overrides.execution()), this.start.with(overrides.start()));
	}

	/**
	 * These settings for a tenant. A target is a version of the database, and tenants
	 * have versions of their own.
	 * @param id its name
	 * @param schema its schema; null for the one that connections have
	 * @param locations where the migrations of tenants are
	 * @return the settings of the tenant
	 */
	public MigratorSettings forTenant(String id, @Nullable String schema, List<String> locations) {
		return of(new DatabaseSettings(id, this.database.databases(), this.database.locations(), null)).at(locations)
			.in(schema);
	}

	private MigratorSettings in(@Nullable String own) {
		return new MigratorSettings(
				this.database, this.scripts, this.plan.to(Target.HEAD), new SchemaSettings(this.schema.historyTable(),
						own, this.schema.createSchema(), List.of(), this.schema.sqliteJournalMode()),
				this.execution, this.start);
	}

	MigratorSettings of(DatabaseSettings database) {
		return new MigratorSettings(database, this.scripts, this.plan, this.schema, this.execution, this.start);
	}

	MigratorSettings at(List<String> locations) {
		return new MigratorSettings(this.database,
				this.scripts.with(new ScriptSettings.Overrides(locations, null, null)), this.plan, this.schema,
				this.execution, this.start);
	}

	/**
	 * The value of a database if it has one, and otherwise the one that applies to all.
	 */
	static <T> T either(@Nullable T own, T general) {
		return (own != null) ? own : general;
	}

	/**
	 * What one database sets; null in them is what it does not set.
	 *
	 * @param scripts where migrations are and how they are read
	 * @param plan what is applied
	 * @param schema where our own tables and the objects of migrations are
	 * @param execution how statements are executed
	 * @param start what happens when the application starts
	 */
	public record Overrides(ScriptSettings.Overrides scripts, PlanSettings.Overrides plan,
			SchemaSettings.Overrides schema, ExecutionSettings.Overrides execution, StartSettings.Overrides start) {
	}

}
