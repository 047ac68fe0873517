package dev.migrations.boot.autoconfigure;

import java.sql.Connection;
import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.Migrator;
import dev.migrations.model.InvalidSettingsException;
import dev.migrations.model.MigrationException;
import org.assertj.core.api.ThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which data source is chosen. Nothing is migrated here.
 */
class MigrationDataSourceTests {

	private static final String URL = "jdbc:h2:mem:elsewhere";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
		.withPropertyValues("migrations.enabled=false");

	@Test
	void isTheOnlyOne() {
		this.contextRunner.run((context) -> assertThat(chosen(context)).isSameAs(context.getBean(DataSource.class)));
	}

	@Test
	void isThePrimaryOneOfSeveral() {
		this.contextRunner.withUserConfiguration(PrimaryAndOther.class)
			.run((context) -> assertThat(chosen(context)).isSameAs(context.getBean("primary")));
	}

	@Test
	void isTheNamedOneOfSeveral() {
		this.contextRunner.withUserConfiguration(PrimaryAndOther.class)
			.withPropertyValues("migrations.data-source=other")
			.run((context) -> assertThat(chosen(context)).isSameAs(context.getBean("other")));
	}

	@Test
	void thatChoosesAmongOthersNeedsADefault() {
		this.contextRunner.withUserConfiguration(Routing.class).run((context) -> {
			assertThatExceptionOfType(InvalidSettingsException.class)
				.isThrownBy(context.getBean(Migrator.class)::migrate)
				.withMessageContaining("has no default: Cannot determine target DataSource for lookup key [null]")
				.withMessageContaining("migrations.data-source")
				.withMessageContaining("MigrationTenants");
		});
	}

	@Test
	void isTheMarkedOneBesideTheApplicationsOwn() {
		this.contextRunner.withUserConfiguration(Marked.class).run((context) -> {
			assertThat(chosen(context)).isSameAs(context.getBean("marked"));
			assertThat(context.getBean(DataSource.class)).isNotSameAs(context.getBean("marked"));
		});
	}

	@Test
	void isTheMarkedOneWhereThereIsNoOther() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class))
			.withPropertyValues("migrations.enabled=false")
			.withUserConfiguration(Marked.class)
			.run((context) -> assertThat(chosen(context)).isSameAs(context.getBean("marked")));
	}

	@Test
	void isTheNamedOneRatherThanTheMarkedOne() {
		this.contextRunner.withUserConfiguration(PrimaryAndOther.class, Marked.class)
			.withPropertyValues("migrations.data-source=other")
			.run((context) -> assertThat(chosen(context)).isSameAs(context.getBean("other")));
	}

	@Test
	void connectsToItsUrlWithItsUserAndWithoutAPool() {
		this.contextRunner
			.withPropertyValues("migrations.url=" + URL, "migrations.username=owner", "migrations.password=secret")
			.run((context) -> assertUnpooled(context, URL, "owner", "secret"));
	}

	@Test
	void borrowsTheApplicationsUserForAUrlWithoutOne() {
		this.contextRunner
			.withPropertyValues("spring.datasource.username=app", "spring.datasource.password=secret",
					"migrations.url=" + URL)
			.run((context) -> assertUnpooled(context, URL, "app", "secret"));
	}

	@Test
	void borrowsNoUserForAUrlThatNamesOne() {
		String url = URL + ";USER=owner;PASSWORD=secret";
		this.contextRunner.withPropertyValues("spring.datasource.username=app", "migrations.url=" + url)
			.run((context) -> assertUnpooled(context, url, null, null));
	}

	@Test
	void usesTheApplicationsUrlForAnotherUser() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=" + URL, "migrations.username=owner",
					"migrations.password=secret")
			.run((context) -> assertUnpooled(context, URL, "owner", "secret"));
	}

	@Test
	void usesTheUrlOfTheNamedOneForAnotherUser() {
		this.contextRunner.withUserConfiguration(PrimaryAndOther.class)
			.withPropertyValues("migrations.data-source=other", "migrations.username=owner",
					"migrations.password=secret")
			.run((context) -> assertUnpooled(context,
					context.getBean("other", com.zaxxer.hikari.HikariDataSource.class).getJdbcUrl(), "owner",
					"secret"));
	}

	@Test
	void prefersConnectionDetailsToProperties() {
		this.contextRunner.withBean(MigrationConnectionDetails.class, OtherDetails::new)
			.withPropertyValues("migrations.url=jdbc:h2:mem:leftover", "migrations.username=leftover")
			.run((context) -> assertUnpooled(context, URL, "container", "secret"));
	}

	@Test
	void prefersItsUrlToConnectionDetailsOfTheApplicationOutsideOfTests() {
		JdbcConnectionDetails ofApplication = new JdbcConnectionDetails() {

			@Override
			public String getUsername() {
				return "app";
			}

			@Override
			public String getPassword() {
				return "secret";
			}

			@Override
			public String getJdbcUrl() {
				return "jdbc:h2:mem:behind-a-pooler";
			}

		};
		this.contextRunner.withBean(JdbcConnectionDetails.class, () -> ofApplication)
			.withPropertyValues("migrations.url=" + URL)
			.run((context) -> assertUnpooled(context, URL, "app", "secret"));
	}

	@Test
	void saysWhatToSetWhereItCannotChoose() {
		this.contextRunner.withUserConfiguration(TestDatabases.Two.class)
			.withPropertyValues("migrations.enabled=true")
			.run((context) -> assertError(context).satisfies((error) -> {
				assertThat(error.getDescription()).contains("first, second");
				assertThat(error.getAction()).contains("migrations.data-source", "@MigrationDataSource", "@Primary",
						"migrations.url");
			}));
	}

	@Test
	void saysThatTheNamedOneDoesNotExist() {
		this.contextRunner.withPropertyValues("migrations.enabled=true", "migrations.data-source=orders")
			.run((context) -> assertError(context)
				.satisfies((error) -> assertThat(error.getDescription()).contains("'orders'", "dataSource")));
	}

	@Test
	void saysThatTheNamedOneIsNoDataSource() {
		this.contextRunner.withBean("orders", String.class, () -> "no data source")
			.withPropertyValues("migrations.enabled=true", "migrations.data-source=orders")
			.run((context) -> assertError(context)
				.satisfies((error) -> assertThat(error.getDescription()).contains("'orders'", "dataSource")));
	}

	@Test
	void saysThatANameAndAUrlContradictEachOther() {
		this.contextRunner
			.withPropertyValues("migrations.enabled=true", "migrations.data-source=dataSource", "migrations.url=" + URL)
			.run((context) -> assertError(context).satisfies((error) -> assertThat(error.getDescription())
				.contains("migrations.data-source", "migrations.url")));
	}

	@Test
	void saysThatTwoAreMarked() {
		this.contextRunner.withUserConfiguration(Marked.class, AlsoMarked.class)
			.withPropertyValues("migrations.enabled=true")
			.run((context) -> assertError(context)
				.satisfies((error) -> assertThat(error.getDescription()).contains("@MigrationDataSource")));
	}

	@Test
	void saysThatThereIsNoDriverWithoutShowingTheUrl() {
		this.contextRunner
			.withPropertyValues("migrations.enabled=true", "migrations.url=jdbc:unheard-of://host/db?password=secret")
			.run((context) -> assertError(context).satisfies((error) -> {
				assertThat(error.getDescription()).contains("jdbc:unheard-of:").doesNotContain("secret", "host");
				assertThat(error.getAction()).contains("migrations.url", "driver");
			}));
	}

	@Test
	void saysWhichDriverIsMissing() {
		this.contextRunner.withPropertyValues("migrations.enabled=true", "migrations.url=jdbc:db2://host/db")
			.run((context) -> assertError(context)
				.satisfies((error) -> assertThat(error.getAction()).contains("com.ibm.db2.jcc.DB2Driver")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.url=" + URL, "migrations.url=" + URL,
			"migrations.data-source=dataSource", "migrations.databases.orders.locations=classpath:db/migration",
			"migrations.databases.orders.data-source=dataSource" })
	void saysThatAPasswordAloneIsNobodys(String where) {
		this.contextRunner
			.withPropertyValues("migrations.enabled=true", "spring.datasource.username=app", where,
					"migrations.password=secret")
			.run((context) -> assertError(context).satisfies((error) -> {
				assertThat(error.getDescription()).contains("migrations.password is set", "migrations.username is not")
					.doesNotContain("secret");
				assertThat(error.getAction()).contains("migrations.username");
			}));
	}

	@Test
	void saysThatAPasswordAloneOfOneOfSeveralIsNobodys() {
		this.contextRunner
			.withPropertyValues("migrations.enabled=true",
					"migrations.databases.orders.locations=classpath:db/migration",
					"migrations.databases.orders.password=secret")
			.run((context) -> assertError(context).satisfies((error) -> assertThat(error.getDescription())
				.contains("migrations.databases.orders.password", "migrations.databases.orders.username")));
	}

	@Test
	void usesThePasswordOfOneOfSeveralForTheUserOfAll() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=" + URL, "migrations.username=owner",
					"migrations.password=general", "migrations.databases.orders.password=secret")
			.run((context) -> assertUnpooled(context, URL, "owner", "secret"));
	}

	@Test
	void usesAPasswordForTheUserThatItsUrlNames() {
		String url = URL + ";USER=owner";
		this.contextRunner
			.withPropertyValues("spring.datasource.username=app", "migrations.url=" + url, "migrations.password=secret")
			.run((context) -> assertUnpooled(context, url, null, "secret"));
	}

	@Test
	void takesAPasswordThatIsSetToNothingForNone() {
		this.contextRunner.withPropertyValues("migrations.password=")
			.run((context) -> assertThat(chosen(context)).isSameAs(context.getBean(DataSource.class)));
	}

	@Test
	void isThePrimaryOneWhereOfSeveralConnectionDetailsNoneIsMeant() {
		this.contextRunner.withBean("orders", MigrationConnectionDetails.class, OtherDetails::new)
			.withBean("audit", MigrationConnectionDetails.class, OtherDetails::new)
			.withUserConfiguration(PrimaryAndOther.class)
			.withPropertyValues("migrations.url=jdbc:h2:mem:leftover")
			.run((context) -> assertThat(chosen(context)).isSameAs(context.getBean("primary")));
	}

	@Test
	void saysThatTheUrlCannotBeReadForAnotherUser() {
		this.contextRunner.withBean(DataSource.class, OpaqueDataSource::new)
			.withPropertyValues("migrations.enabled=true", "migrations.username=owner")
			.run((context) -> assertError(context).satisfies((error) -> {
				assertThat(error.getDescription()).contains(OpaqueDataSource.class.getName());
				assertThat(error.getAction()).contains("migrations.url", "@MigrationDataSource");
			}));
	}

	private static DataSource chosen(AssertableApplicationContext context) {
		return context.getBean(Migrator.class).dataSource();
	}

	private static void assertUnpooled(AssertableApplicationContext context, String url, String username,
			String password) {
		assertThat(chosen(context)).isInstanceOfSatisfying(SimpleDriverDataSource.class, (dataSource) -> {
			assertThat(dataSource.getUrl()).isEqualTo(url);
			assertThat(dataSource.getUsername()).isEqualTo(username);
			assertThat(dataSource.getPassword()).isEqualTo(password);
		});
	}

	private static ThrowableAssert<MigrationException> assertError(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		Throwable cause = context.getStartupFailure();
		while (!(cause instanceof MigrationException) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		assertThat(cause).isInstanceOf(InvalidSettingsException.class);
		return new ThrowableAssert<>((MigrationException) cause);
	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryAndOther {

		@Bean
		@Primary
		DataSource primary() {
			return TestDatabases.h2();
		}

		@Bean
		DataSource other() {
			return TestDatabases.h2();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routing {

		@Bean
		DataSource tenants() {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

				@Override
				protected @Nullable Object determineCurrentLookupKey() {
					return null;
				}

			};
			routing.setTargetDataSources(Map.of("acme", new SimpleDriverDataSource()));
			return routing;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean(defaultCandidate = false)
		@MigrationDataSource
		DataSource marked() {
			return TestDatabases.h2();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AlsoMarked {

		@Bean(defaultCandidate = false)
		@MigrationDataSource
		DataSource alsoMarked() {
			return TestDatabases.h2();
		}

	}

	static class OtherDetails implements MigrationConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return URL;
		}

		@Override
		public String getUsername() {
			return "container";
		}

		@Override
		public String getPassword() {
			return "secret";
		}

	}

	static class OpaqueDataSource extends AbstractDataSource {

		@Override
		public Connection getConnection() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Connection getConnection(String username, String password) {
			throw new UnsupportedOperationException();
		}

	}

}
