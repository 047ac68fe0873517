package dev.migrations;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.migrations.model.PendingMigrationsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CurrentWaitTests {

	@ParameterizedTest
	@CsvSource({ "20, After 20 ms the", "1000, After 1 s the" })
	void aTimeOutIsShownAsItWasSet(long millis, String shown) {
		CurrentWait wait = new CurrentWait(Duration.ofMillis(millis), System.nanoTime(), () -> List.of("V1__a.sql"),
				() -> null);
		assertThatExceptionOfType(PendingMigrationsException.class).isThrownBy(wait::await)
			.satisfies((ex) -> assertThat(ex.getDescription())
				.isEqualTo(shown + " database still lacks 1 migration: V1__a.sql."));
	}

	@Test
	void aTimeOutMayBeLongerThanNanosecondsCount() {
		Deque<List<String>> due = new ArrayDeque<>(List.of(List.of("V1__a.sql"), List.of()));
		new CurrentWait(Duration.ofDays(150_000), System.nanoTime(), due::remove, () -> null).await();
		assertThat(due).isEmpty();
	}

}
