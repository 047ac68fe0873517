package dev.migrations.boot.command;

import java.util.Map;

import javax.sql.DataSource;

import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import dev.migrations.boot.autoconfigure.TestDatabases;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What looks ahead for the driver stops no application.
 */
class MigrationsRunListenerTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://${ABSENT_HOST}/shop", "nonsense", "" })
	void aUrlThatNobodyNeedsMayBeUnreadable(String url) {
		SpringApplication application = new SpringApplication(OwnDataSource.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setDefaultProperties(Map.of("spring.datasource.url", url));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(context.getBean(DataSource.class)).isNotNull();
		}
	}

	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class })
	static class OwnDataSource {

		@Bean
		DataSource dataSource() {
			return DataSourceBuilder.create().url(TestDatabases.h2Url()).build();
		}

	}

}
