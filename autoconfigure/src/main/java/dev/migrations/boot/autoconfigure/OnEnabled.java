package dev.migrations.boot.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that matches unless {@code migrations.enabled} is false.
 * <p>
 * The property is read as {@link MigrationProperties} reads it: {@code yes} and
 * {@code on} are true to both, and so is what is set to nothing. Spring Boot's own
 * condition takes neither for true.
 */
final class OnEnabled extends SpringBootCondition {

	private static final String PROPERTY = "migrations.enabled";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Migrations at start-up");
		return isEnabled(context.getEnvironment()) ? ConditionOutcome.match(message.because("they are enabled"))
				: ConditionOutcome.noMatch(message.because(PROPERTY + " is false"));
	}

	static boolean isEnabled(Environment environment) {
		try {
			return environment.getProperty(PROPERTY, Boolean.class, true);
		}
		catch (ConversionException ex) {
			// Binding the properties says so in better words.
			return true;
		}
	}

}
