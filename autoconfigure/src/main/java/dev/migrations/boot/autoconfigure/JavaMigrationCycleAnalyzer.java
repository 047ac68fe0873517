package dev.migrations.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Says which Java migration asks for something that is created only after migrations have
 * run, such as JPA or a {@code JdbcTemplate}.
 */
final class JavaMigrationCycleAnalyzer extends AbstractFailureAnalyzer<BeanCurrentlyInCreationException>
		implements Ordered {

	private final @Nullable BeanFactory beanFactory;

	JavaMigrationCycleAnalyzer(@Nullable BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BeanCurrentlyInCreationException cause) {
		List<String> names = new ArrayList<>();
		for (Throwable failure = rootFailure; failure != null; failure = failure.getCause()) {
			if (failure instanceof BeanCreationException creation && creation.getBeanName() != null) {
				names.add(creation.getBeanName());
			}
		}
		String migration = null;
		for (String name : names) {
			if (migration != null && !migration.equals(name)) {
				return analysis(migration, name, cause);
			}
			migration = isJavaMigration(name) ? name : null;
		}
		return null;
	}

	private static FailureAnalysis analysis(String migration, String needed, BeanCurrentlyInCreationException cause) {
		return new FailureAnalysis(
				"The Java migration '" + migration + "' needs the bean '" + needed
						+ "', which uses the database and is therefore created only after all migrations have run.",
				"Work with what up(context) is given instead: context.jdbc() or context.connection(), which also carry "
						+ "the transaction of the migration. Beans that do not use the database may be injected.",
				cause);
	}

	private boolean isJavaMigration(String name) {
		try {
			Class<?> type = (this.beanFactory != null) ? this.beanFactory.getType(name, false) : null;
			return type != null && JavaMigration.class.isAssignableFrom(type);
		}
		catch (NoSuchBeanDefinitionException ex) {
			return false;
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
