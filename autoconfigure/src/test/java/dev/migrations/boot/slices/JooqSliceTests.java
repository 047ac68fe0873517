package dev.migrations.boot.slices;

import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jooq.test.autoconfigure.JooqTest;

import static org.assertj.core.api.Assertions.assertThat;

@JooqTest(properties = "spring.flyway.enabled=false")
class JooqSliceTests {

	@Autowired
	private DSLContext context;

	@Test
	void migrates() {
		assertThat(this.context.fetchSingle("SELECT name FROM person").get(0)).isEqualTo("Ada");
	}

}
