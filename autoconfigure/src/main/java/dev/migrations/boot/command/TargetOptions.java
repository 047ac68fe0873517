package dev.migrations.boot.command;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.migrations.DatabaseOutcome;
import dev.migrations.GroupPlan;
import dev.migrations.MigrationPlan;
import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.model.MigrationException;
import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

import org.springframework.dao.DataAccessException;

/**
 * Options that say how far to migrate.
 *
 * @param target how far; null for what the configuration says
 */
record TargetOptions(@Nullable Target target) {

	static void add(CommandSpec spec) {
		spec.addArgGroup(ArgGroupSpec.builder()
			.exclusive(true)
			.multiplicity("0..1")
			.addArg(OptionSpec.builder("--target")
				.paramLabel("<target>")
				.type(Target.class)
				.converters(TargetOptions::target)
				.description("How far: a version, 'head', or '+2' for the next two. What migrations.target says, "
						+ "unless given.")
				.build())
			.addArg(OptionSpec.builder("--only")
				.paramLabel("<version>")
				.type(Version.class)
				.converters(TargetOptions::version)
				.description("This version and no other, as far as migrations.out-of-order allows it.")
				.build())
			.build());
	}

	static TargetOptions of(CommandCall call) {
		Version only = call.value("--only");
		return new TargetOptions((only != null) ? Target.only(only) : call.value("--target"));
	}

	/**
	 * Makes sure that a version which was named is not above all there is. Whoever names
	 * one wants to get there, and may have another version of the code in mind. Of a
	 * sequence any database may be the one that has it.
	 */
	void requireReachable(CommandCall call) {
		Version version = (this.target != null && !this.target.isOnly()) ? this.target.version() : null;
		if (version == null) {
			return;
		}
		Map<String, Migrator> migrators = new LinkedHashMap<>(call.migrators());
		MigratorGroup group = call.group();
		if (group != null) {
			migrators.putAll(group.migrators());
		}
		Version highest;
		try {
			highest = migrators.values()
				.stream()
				.map(Migrator::counts)
				.flatMap((counts) -> Stream.of(counts.head(), counts.current()))
				.filter(Objects::nonNull)
				.max(Comparator.naturalOrder())
				.orElse(null);
		}
		catch (MigrationException | DataAccessException ex) {
			// The attempt says what is wrong.
			return;
		}
		if (highest == null || version.compareTo(highest) > 0) {
			throw new MigrationValidationException(
					List.of("There is no migration with the version " + version + ", nor one above it"
							+ ((highest != null) ? ": the highest is " + highest : "") + "."),
					"Name a version that there is, or 'head' for all there are. If it should be there, look whether this "
							+ "is the version of the code that has it.");
		}
	}

	/**
	 * Plans databases as they are migrated: together, where that is how they are
	 * configured.
	 * @param group those that are; null if none are
	 */
	Function<Migrator, MigrationPlan> planner(@Nullable MigratorGroup group) {
		if (group == null) {
			return this::plan;
		}
		GroupPlan together = group.plan(this.target);
		return (migrator) -> group.migrators().containsValue(migrator) ? together.of(migrator.name()) : plan(migrator);
	}

	private MigrationPlan plan(Migrator migrator) {
		return (this.target != null) ? migrator.plan(this.target) : migrator.plan();
	}

	MigrationReport migrate(Migrator migrator) {
		return (this.target != null) ? migrator.migrate(this.target) : migrator.migrate();
	}

	List<DatabaseOutcome> migrate(MigratorGroup group) {
		return group.attempt(this.target);
	}

	/**
	 * Whether it was said how far. Versions are those of the databases then, and their
	 * tenants, which have others, are left as they are.
	 */
	boolean isSet() {
		return this.target != null;
	}

	static Version version(String text) {
		try {
			return Version.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(String.valueOf(ex.getMessage()));
		}
	}

	private static Target target(String text) {
		try {
			return Target.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new TypeConversionException(String.valueOf(ex.getMessage()));
		}
	}

}
