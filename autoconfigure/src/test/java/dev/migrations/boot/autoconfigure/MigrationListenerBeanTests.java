package dev.migrations.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import dev.migrations.MigrationEvent;
import dev.migrations.MigrationListener;
import dev.migrations.Migrator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationListenerBeanTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class));

	@Test
	void listenersAreCalledInTheirOrder() {
		this.contextRunner.withUserConfiguration(TwoListeners.class)
			.run((context) -> assertThat(context.getBean(TwoListeners.class).calls).containsExactly(
					"first V1__create_person.sql", "second V1__create_person.sql", "first 002_add_ada.sql",
					"second 002_add_ada.sql"));
	}

	@Test
	void listenerMethodsHearOfTheRunAtStartUpOnceTheyExist() {
		this.contextRunner.withBean(ListenerMethods.class).run((context) -> {
			ListenerMethods methods = context.getBean(ListenerMethods.class);
			assertThat(methods.events).extracting((event) -> event.getClass().getSimpleName())
				.containsExactly("RunStarted", "RunPlanned", "MigrationStarted", "MigrationApplied", "MigrationStarted",
						"MigrationApplied", "RunFinished");
			assertThat(methods.finished).singleElement()
				.satisfies((finished) -> assertThat(finished.migrations()).isEqualTo(2));
		});
	}

	@Test
	void listenerMethodsHearOfLaterRunsAtOnce() {
		this.contextRunner.withBean(ListenerMethods.class)
			.withPropertyValues("migrations.enabled=false")
			.run((context) -> {
				ListenerMethods methods = context.getBean(ListenerMethods.class);
				assertThat(methods.events).isEmpty();
				context.getBean(Migrator.class).migrate();
				assertThat(methods.events).hasAtLeastOneElementOfType(MigrationEvent.MigrationProgressed.class);
				assertThat(methods.finished).hasSize(1);
			});
	}

	@Test
	void listenerMethodsHearOfRunsWhereBeansAreLazy() {
		this.contextRunner.withBean(ListenerMethods.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("migrations.enabled=false")
			.run((context) -> {
				ListenerMethods methods = context.getBean(ListenerMethods.class);
				context.getBean(Migrator.class).migrate();
				assertThat(methods.finished).hasSize(1);
			});
	}

	@Test
	void listenerMethodsThatFailStopNoStart() {
		this.contextRunner.withBean(FailingMethod.class).withBean(ListenerMethods.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(ListenerMethods.class).finished).hasSize(1);
		});
	}

	static class FailingMethod {

		@EventListener
		void on(MigrationEvent.RunPlanned event) {
			throw new IllegalStateException("no mail server");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoListeners {

		private final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		MigrationListener second() {
			return named("second");
		}

		@Bean
		@Order(1)
		MigrationListener first() {
			return named("first");
		}

		private MigrationListener named(String name) {
			return new MigrationListener() {

				@Override
				public void migrationApplied(MigrationEvent.MigrationApplied event) {
					TwoListeners.this.calls.add(name + " " + event.migration().script());
				}

			};
		}

	}

	static class ListenerMethods {

		private final List<MigrationEvent> events = new ArrayList<>();

		private final List<MigrationEvent.RunFinished> finished = new ArrayList<>();

		@EventListener
		void on(MigrationEvent event) {
			this.events.add(event);
		}

		@EventListener
		void on(MigrationEvent.RunFinished event) {
			this.finished.add(event);
		}

	}

}
