package dev.migrations.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.JavaMigration;
import dev.migrations.MigrationListener;
import dev.migrations.MigrationTenants;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Says which Java migration, or which other bean that migrations need, asks for something
 * that is created only after they have run, such as JPA or a {@code JdbcTemplate}.
 */
final class MigrationCycleAnalyzer extends AbstractFailureAnalyzer<BeanCurrentlyInCreationException>
		implements Ordered {

	private static final List<Class<?>> KINDS = List.of(JavaMigration.class, MigrationTenants.class,
			MigrationListener.class, MigrationStrategy.class, MigratorBuilderCustomizer.class);

	private final @Nullable BeanFactory beanFactory;

	MigrationCycleAnalyzer(@Nullable BeanFactory beanFactory) {
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
		String asking = null;
		Class<?> kind = null;
		for (String name : names) {
			if (asking != null && kind != null && !asking.equals(name)) {
				return analysis(kind, asking, name, cause);
			}
			asking = name;
			kind = kind(name);
		}
		return null;
	}

	private static FailureAnalysis analysis(Class<?> kind, String asking, String needed,
			BeanCurrentlyInCreationException cause) {
		String what = (kind == JavaMigration.class) ? "Java migration" : kind.getSimpleName();
		return new FailureAnalysis(
				"The " + what + " '" + asking + "' needs the bean '" + needed
						+ "', which uses the database and is therefore created only after all migrations have run.",
				(kind == JavaMigration.class)
						? "Work with what up(context) is given instead: context.jdbc() or context.connection(), which also "
								+ "carry the transaction of the migration. Beans that do not use the database may be "
								+ "injected."
						: "Inject the DataSource, which is there before, and create from it what is needed, as "
								+ "JdbcClient.create(dataSource) does; or inject an ObjectProvider and ask it for the bean "
								+ "once the application has started.",
				cause);
	}

	/**
	 * What the bean is for migrations, which are run once it exists; null if it is
	 * nothing to them.
	 */
	private @Nullable Class<?> kind(String name) {
		try {
			Class<?> type = (this.beanFactory != null) ? this.beanFactory.getType(name, false) : null;
			for (Class<?> kind : KINDS) {
				if (type != null && kind.isAssignableFrom(type)) {
					return kind;
				}
			}
		}
		catch (NoSuchBeanDefinitionException ex) {
			// Such as an inner bean.
		}
		return null;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
