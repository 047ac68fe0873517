package dev.migrations.boot.slices;

import org.junit.jupiter.api.Test;
import org.mybatis.spring.boot.test.autoconfigure.MybatisTest;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

@MybatisTest(properties = "spring.flyway.enabled=false")
class MybatisSliceTests {

	@Autowired
	private PersonMapper people;

	@Test
	void migrates() {
		assertThat(this.people.names()).containsExactly("Ada");
	}

}
