package dev.migrations.boot.command;

import dev.migrations.Migrator;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Application of a parent, which has the database {@code default}, and a child, which has
 * {@code audit}.
 */
class FamilyApplication {

	public static void main(String[] args) {
		new SpringApplicationBuilder(Parent.class).child(Child.class).web(WebApplicationType.NONE).run(args);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

		@Bean
		ApplicationRunner parentRunner() {
			return (arguments) -> System.out.println("The parent has started");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Child {

		@Bean
		Migrator auditMigrator(Environment environment) {
			return Migrator.builder(new DriverManagerDataSource(environment.getRequiredProperty("audit.url")))
				.name("audit")
				.locations(environment.getRequiredProperty("audit.locations"))
				.build();
		}

	}

}
