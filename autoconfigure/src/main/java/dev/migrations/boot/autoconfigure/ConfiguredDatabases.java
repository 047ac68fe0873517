package dev.migrations.boot.autoconfigure;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Names of the databases that are configured one by one, before any bean exists.
 *
 * @param names the names; empty where there is only one database, that of the application
 */
record ConfiguredDatabases(Set<String> names) {

	static ConfiguredDatabases from(Environment environment) {
		return new ConfiguredDatabases(new TreeSet<>(Binder.get(environment)
			.bind("migrations.databases", Bindable.mapOf(String.class, Object.class))
			.map(Map::keySet)
			.orElse(Set.of())));
	}

	ConditionOutcome areAny() {
		ConditionMessage.Builder message = ConditionMessage.forCondition("migrations.databases");
		return this.names.isEmpty() ? ConditionOutcome.noMatch(message.because("it names none"))
				: ConditionOutcome.match(message.foundExactly(this.names));
	}

	/**
	 * Condition that matches when there are any.
	 */
	static final class OnAny extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return from(context.getEnvironment()).areAny();
		}

	}

	/**
	 * Condition that matches when there are none.
	 */
	static final class OnNone extends SpringBootCondition {

		@Override
		public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
			ConditionOutcome any = from(context.getEnvironment()).areAny();
			return new ConditionOutcome(!any.isMatch(), any.getConditionMessage());
		}

	}

}
