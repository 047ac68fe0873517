package dev.migrations.boot.slices;

import dev.migrations.boot.people.Person;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;

import static org.assertj.core.api.Assertions.assertThat;

@DataJpaTest(properties = "spring.flyway.enabled=false")
class DataJpaSliceTests {

	@Autowired
	private PersonRepository people;

	@Test
	void migrates() {
		assertThat(this.people.findAll()).extracting(Person::getName).containsExactly("Ada");
	}

}
