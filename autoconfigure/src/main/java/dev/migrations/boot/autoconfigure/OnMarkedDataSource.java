package dev.migrations.boot.autoconfigure;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that matches when a bean is annotated with
 * {@link MigrationDataSource @MigrationDataSource}. Spring Boot's own condition overlooks
 * beans that are not default candidates.
 */
final class OnMarkedDataSource extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("@MigrationDataSource bean");
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		if (beanFactory != null) {
			for (String name : beanFactory.getBeanNamesForType(DataSource.class, true, false)) {
				if (beanFactory.findAnnotationOnBean(name, MigrationDataSource.class, false) != null) {
					return ConditionOutcome.match(message.foundExactly(name));
				}
			}
		}
		return ConditionOutcome.noMatch(message.because("none was found"));
	}

}
