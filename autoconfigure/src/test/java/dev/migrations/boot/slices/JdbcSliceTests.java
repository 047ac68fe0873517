package dev.migrations.boot.slices;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

@JdbcTest(properties = "spring.flyway.enabled=false")
class JdbcSliceTests {

	@Autowired
	private JdbcClient client;

	@Test
	void migrates() {
		assertThat(this.client.sql("SELECT name FROM person").query(String.class).list()).containsExactly("Ada");
	}

}
