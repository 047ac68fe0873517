package dev.migrations;

import java.util.List;
import java.util.Objects;

import dev.migrations.model.MigrationValidationException;
import dev.migrations.model.Target;
import dev.migrations.model.Version;
import org.jspecify.annotations.Nullable;

/**
 * What a run over the databases of a sequence would do to each of them.
 *
 * @param target how far it would go; null for what the settings of each say
 * @param plan what is due; null if they cannot be planned
 * @param problem why they cannot be; null if they can
 */
record SequencePreview(@Nullable Target target, @Nullable SequencePlan plan, SequencePlan.@Nullable Unplanned problem) {

	static SequencePreview of(List<Migrator> members, @Nullable Target target) {
		try {
			return new SequencePreview(target, SequencePlan.of(members, target), null);
		}
		catch (SequencePlan.Unplanned ex) {
			return new SequencePreview(target, null, ex);
		}
	}

	MigrationPlan of(Migrator member) {
		if (this.problem != null) {
			return stopped(member, this.problem);
		}
		SequencePlan possible = Objects.requireNonNull(this.plan);
		Target own = possible.target(member);
		Version version = own.version();
		if (own.isOnly() && version != null && !possible.has(member, version)) {
			return member.planMember(Target.upTo(version)).withoutSteps(List.of(), List.of(), (out) -> {
			});
		}
		return member.planMember(own);
	}

	/**
	 * Nothing is applied to any of them. The one whose problem it is says so.
	 */
	private MigrationPlan stopped(Migrator member, SequencePlan.Unplanned reason) {
		Target wanted = member.target(this.target);
		MigrationPlan own = member
			.planMember((wanted.isOnly()) ? Target.upTo(Objects.requireNonNull(wanted.version())) : wanted);
		List<String> problems = List.of();
		List<String> warnings = List.of();
		if (member != reason.migrator()) {
			warnings = List.of("Nothing is applied here before what is wrong with '" + reason.migrator().name()
					+ "' is settled, a database of the same sequence.");
		}
		else if (own.problems().isEmpty()) {
			if (!(reason.failure() instanceof MigrationValidationException invalid)) {
				throw reason.failure();
			}
			problems = List.of(String.join(" ", invalid.getProblems()) + " " + invalid.getAction());
		}
		return own.withoutSteps(problems, warnings, (out) -> {
			throw reason.failure();
		});
	}

}
