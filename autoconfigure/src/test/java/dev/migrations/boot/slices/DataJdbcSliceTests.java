package dev.migrations.boot.slices;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;

import static org.assertj.core.api.Assertions.assertThat;

@DataJdbcTest(properties = "spring.flyway.enabled=false")
class DataJdbcSliceTests {

	@Autowired
	private HumanRepository humans;

	@Test
	void migrates() {
		assertThat(this.humans.findAll()).extracting(Human::name).containsExactly("Ada");
	}

}
