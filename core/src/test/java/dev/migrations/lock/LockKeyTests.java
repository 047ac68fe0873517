package dev.migrations.lock;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances of different versions exclude each other only as long as these numbers stay
 * as they are.
 */
class LockKeyTests {

	@Test
	void keyOfATableIsTheSameInEveryVersion() {
		assertThat(LockKey.of("migrations|public|migration_history")).isEqualTo(-3175232700326644182L);
		assertThat(LockKey.of("größe|Ω_history")).isEqualTo(8787002011771260917L);
	}

	@Test
	void keysOfNeighboursDiffer() {
		assertThat(LockKey.of("a|migration_history")).isNotEqualTo(LockKey.of("b|migration_history"));
	}

}
