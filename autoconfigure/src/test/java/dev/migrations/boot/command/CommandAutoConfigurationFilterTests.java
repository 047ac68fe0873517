package dev.migrations.boot.command;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What of the auto-configurations on this class path a command reads.
 */
class CommandAutoConfigurationFilterTests {

	private static final List<String> ALL = ImportCandidates
		.load(AutoConfiguration.class, CommandAutoConfigurationFilterTests.class.getClassLoader())
		.getCandidates();

	@Test
	void whatMigrationsListenersAndTenantsCanAskForStays() {
		assertThat(left(false)).contains("org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
				"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration",
				"org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration",
				"org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration",
				"org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
				"dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration");
	}

	@Test
	void serversAndWhatUsesTheDatabaseAreLeftOut() {
		assertThat(left(true)).hasSizeLessThan(ALL.size() / 2)
			.noneMatch((name) -> name
				.matches(".*(Tomcat|WebMvc|Servlet|HibernateJpa|JpaRepositories|Endpoint|Health|Security).*"));
	}

	@Test
	void aspectsAndObservationsAreForWhatIsExecuted() {
		String[] ofExecution = { "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
				"org.springframework.boot.autoconfigure.aop.AopAutoConfiguration",
				"dev.migrations.boot.observation.MigrationsObservationAutoConfiguration" };
		assertThat(left(true)).contains(ofExecution);
		assertThat(left(false)).doesNotContain(ofExecution);
	}

	@Test
	void whatIsNotOfSpringBootIsNeverTouched() {
		assertThat(CommandAutoConfigurationFilter.isOfUse("com.example.security.SecurityAutoConfiguration", false))
			.isTrue();
		assertThat(CommandAutoConfigurationFilter
			.isOfUse("com.example.autoconfigure.web.HealthEndpointAutoConfiguration", false)).isTrue();
	}

	@Test
	void applicationThatStartsHasAllOfThem() {
		AutoConfigurationImportFilter filter = SpringFactoriesLoader.forDefaultResourceLocation()
			.load(AutoConfigurationImportFilter.class)
			.stream()
			.filter(CommandAutoConfigurationFilter.class::isInstance)
			.findFirst()
			.orElseThrow();
		((CommandAutoConfigurationFilter) filter).setEnvironment(new StandardEnvironment());
		assertThat(filter.match(ALL.toArray(String[]::new), null)).doesNotContain(false);
	}

	private static List<String> left(boolean executes) {
		return ALL.stream().filter((name) -> CommandAutoConfigurationFilter.isOfUse(name, executes)).toList();
	}

}
