package dev.migrations.boot.command;

import java.util.List;

import dev.migrations.DatabaseOutcome;
import dev.migrations.MigrationPlan;
import dev.migrations.MigrationReport;
import dev.migrations.Migrator;
import dev.migrations.MigratorGroup;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

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

	MigrationPlan plan(Migrator migrator) {
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
