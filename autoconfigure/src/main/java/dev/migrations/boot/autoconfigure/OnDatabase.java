package dev.migrations.boot.autoconfigure;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Condition that matches when there is a database that could be migrated: a
 * {@link DataSource} bean, even one that is not a default candidate if it is annotated
 * with {@link MigrationDataSource @MigrationDataSource}, a URL, connection details, one
 * of several databases, or a migrator of the application's own.
 * <p>
 * It is one condition that asks for the most likely first. Spring Boot's own way of
 * combining several reads a class for each of them, at every start.
 */
final class OnDatabase extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Database to migrate");
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		String bean = (beans != null) ? bean(beans) : null;
		if (bean != null) {
			return ConditionOutcome.match(message.foundExactly("bean '" + bean + "'"));
		}
		Environment environment = context.getEnvironment();
		String url = environment.getProperty("migrations.url");
		if (StringUtils.hasText(url) && !url.equalsIgnoreCase("false")) {
			return ConditionOutcome.match(message.foundExactly("migrations.url"));
		}
		ConfiguredDatabases databases = ConfiguredDatabases.from(environment);
		if (databases.names().isEmpty()) {
			warnOfR2dbc(environment);
			return ConditionOutcome.noMatch(message.because("there is none"));
		}
		return ConditionOutcome.match(message.foundExactly("migrations.databases " + databases.names()));
	}

	/**
	 * Whoever connects by R2DBC alone has a database, and would wait in vain for its
	 * tables.
	 */
	private static void warnOfR2dbc(Environment environment) {
		if (environment.containsProperty("spring.r2dbc.url") && OnEnabled.isEnabled(environment)) {
			LogFactory.getLog(MigrationsAutoConfiguration.class)
				.warn("Nothing is migrated: spring.r2dbc.url is set, and migrations are applied by JDBC. Set "
						+ "migrations.url, migrations.username and migrations.password, with the JDBC driver of that "
						+ "database on the class path; or set migrations.enabled=false");
		}
	}

	private static @Nullable String bean(ConfigurableListableBeanFactory beans) {
		for (String name : names(beans, DataSource.class)) {
			if (isCandidate(beans, name)
					|| beans.findAnnotationOnBean(name, MigrationDataSource.class, false) != null) {
				return name;
			}
		}
		String details = candidate(beans, MigrationConnectionDetails.class);
		return (details != null) ? details : candidate(beans, Migrator.class);
	}

	/**
	 * A bean that is found by whoever asks for its type.
	 * @return its name, or null if there is none
	 */
	static @Nullable String candidate(ConfigurableListableBeanFactory beans, Class<?> type) {
		for (String name : names(beans, type)) {
			if (isCandidate(beans, name)) {
				return name;
			}
		}
		return null;
	}

	/**
	 * The beans of a type, none of which is created.
	 */
	private static String[] names(ConfigurableListableBeanFactory beans, Class<?> type) {
		return BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false);
	}

	/**
	 * Whether a bean is found by whoever asks for its type.
	 */
	static boolean isCandidate(ConfigurableListableBeanFactory beans, String name) {
		if (beans.containsBeanDefinition(name)) {
			BeanDefinition definition = beans.getBeanDefinition(name);
			return definition.isAutowireCandidate()
					&& (!(definition instanceof AbstractBeanDefinition own) || own.isDefaultCandidate());
		}
		BeanFactory parent = beans.getParentBeanFactory();
		return !(parent instanceof ConfigurableListableBeanFactory above) || isCandidate(above, name);
	}

}
