package dev.migrations;

import java.time.Duration;

import dev.migrations.model.SlowStatement;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowestStatementsTests {

	private static SlowStatement slow(String script, int statement, int millis) {
		return new SlowStatement(script, statement, statement, 3, statement, Duration.ofMillis(millis));
	}

	private static SlowestStatements of(SlowStatement... statements) {
		SlowestStatements slowest = new SlowestStatements();
		for (SlowStatement statement : statements) {
			slowest.add(statement);
		}
		return slowest;
	}

	@Test
	void areTheThreeThatTookLongestAndTheSlowestComesFirst() {
		SlowestStatements slowest = of(slow("V1__a.sql", 1, 1100), slow("V1__a.sql", 3, 1500),
				slow("V2__b.sql", 1, 1300), slow("V3__c.sql", 1, 1700));
		assertThat(slowest.list()).extracting((slow) -> slow.duration().toMillis())
			.containsExactly(1700L, 1500L, 1300L);
		assertThat(SlowestStatements.sentence(slowest.list().subList(1, 3)))
			.isEqualTo("Slowest statements: V1__a.sql, statement 3 of 3 (line 3) 1.5 s; "
					+ "V2__b.sql, statement 1 of 3 (line 1) 1.3 s");
		assertThat(SlowestStatements.sentence(slowest.list().subList(0, 1)))
			.isEqualTo("Slowest statement: V3__c.sql, statement 1 of 3 (line 1) 1.7 s");
	}

	@Test
	void haveAStatementThatWasSentAgainOnceOnly() {
		SlowestStatements slowest = of(slow("V1__a.sql", 1, 1900), slow("V1__a.sql", 2, 1200),
				slow("V1__a.sql", 1, 1100));
		assertThat(slowest.list()).extracting((slow) -> slow.duration().toMillis()).containsExactly(1200L, 1100L);
	}

	@Test
	void ofTwoPartsOfARunAreTheSlowestOfBoth() {
		SlowestStatements first = of(slow("V1__a.sql", 1, 1900), slow("V1__a.sql", 2, 1100));
		SlowestStatements second = of(slow("V2__b.sql", 1, 1200), slow("V2__b.sql", 2, 1300));
		assertThat(SlowestStatements.of(first.list(), second.list())).extracting((slow) -> slow.duration().toMillis())
			.containsExactly(1900L, 1300L, 1200L);
	}

}
