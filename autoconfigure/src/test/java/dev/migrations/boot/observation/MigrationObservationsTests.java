package dev.migrations.boot.observation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.migrations.MigrationTenants;
import dev.migrations.Tenant;
import dev.migrations.boot.autoconfigure.MigrationsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationObservationsTests {

	@TempDir
	Path directory;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class,
				MigrationsObservationAutoConfiguration.class))
		.withUserConfiguration(Observability.class);

	@Test
	void aTraceHoldsTheRunAndInItEachMigration() {
		this.contextRunner.run((context) -> {
			List<SpanData> spans = context.getBean(Spans.class).finished();
			assertThat(spans).extracting(SpanData::getName)
				.containsExactly("migrate V1__create_person.sql", "migrate 002_add_ada.sql", "migrate default");
			SpanData run = spans.get(2);
			assertThat(run.getParentSpanContext().isValid()).isFalse();
			assertThat(spans.subList(0, 2)).allSatisfy((migration) -> {
				assertThat(migration.getTraceId()).isEqualTo(run.getTraceId());
				assertThat(migration.getParentSpanId()).isEqualTo(run.getSpanId());
			});
		});
	}

	@Test
	void timersFollow() {
		this.contextRunner.run((context) -> {
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			Timer migrations = meters.get("migrations.migration")
				.tags("database", "default", "operation", "migrate", "outcome", "applied")
				.timer();
			assertThat(migrations.count()).isEqualTo(2);
			Timer run = meters.get("migrations.run").tag("outcome", "applied").timer();
			assertThat(run.count()).isEqualTo(1);
			assertThat(run.max(TimeUnit.NANOSECONDS)).isGreaterThanOrEqualTo(migrations.max(TimeUnit.NANOSECONDS));
		});
	}

	@Test
	void timersDoNotGrowWithTheTenants() throws Exception {
		Files.writeString(this.directory.resolve("V1__nests.sql"), "CREATE TABLE nests (id INTEGER);");
		this.contextRunner
			.withBean(MigrationTenants.class, () -> () -> List.of(Tenant.ofSchema("acme"), Tenant.ofSchema("bolt")))
			.withPropertyValues("migrations.create-schema=true", "migrations.tenants.locations=file:" + this.directory)
			.run((context) -> {
				assertThat(context.getBean(MeterRegistry.class).find("migrations.run").timers()).singleElement()
					.satisfies((timer) -> assertThat(timer.count()).isEqualTo(3));
				assertThat(context.getBean(Spans.class).finished())
					.extracting((span) -> span.getAttributes().get(AttributeKey.stringKey("tenant")))
					.containsExactlyInAnyOrder(null, null, null, "acme", "acme", "bolt", "bolt");
			});
	}

	@Test
	void aFailureEndsBothSpansWithAnError() throws Exception {
		Files.writeString(this.directory.resolve("V1__broken.sql"), "SELECT * FROM missing;");
		Spans spans = new Spans(InMemorySpanExporter.create());
		this.contextRunner.withBean(Spans.class, () -> spans)
			.withPropertyValues("migrations.locations=file:" + this.directory)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(spans.finished()).extracting(SpanData::getName)
					.containsExactly("migrate V1__broken.sql", "migrate default");
				assertThat(spans.finished()).extracting(SpanData::getStatus)
					.extracting(StatusData::getStatusCode)
					.extracting(Enum::name)
					.containsOnly("ERROR");
			});
	}

	@Test
	void nothingIsObservedWithoutARegistry() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationsAutoConfiguration.class, MigrationsObservationAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MigrationObservations.class));
	}

	@Configuration(proxyBeanMethods = false)
	static class Observability {

		@Bean
		@ConditionalOnMissingBean
		Spans spans() {
			return new Spans(InMemorySpanExporter.create());
		}

		@Bean
		MeterRegistry meterRegistry() {
			return new SimpleMeterRegistry();
		}

		@Bean
		ObservationRegistry observationRegistry(Spans spans, MeterRegistry meters) {
			SdkTracerProvider provider = SdkTracerProvider.builder()
				.addSpanProcessor(SimpleSpanProcessor.create(spans.exporter()))
				.build();
			OtelTracer tracer = new OtelTracer(provider.get("test"), new OtelCurrentTraceContext(), (event) -> {
			});
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig()
				.observationHandler(new DefaultTracingObservationHandler(tracer))
				.observationHandler(new DefaultMeterObservationHandler(meters));
			return registry;
		}

	}

	/**
	 * Keeps spans when the context is closed.
	 */
	record Spans(InMemorySpanExporter exporter) {

		List<SpanData> finished() {
			return this.exporter.getFinishedSpanItems();
		}

	}

}
