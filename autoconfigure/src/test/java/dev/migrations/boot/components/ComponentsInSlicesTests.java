package dev.migrations.boot.components;

import javax.sql.DataSource;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.boot.test.autoconfigure.MybatisTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.jdbc.test.autoconfigure.DataJdbcTest;
import org.springframework.boot.data.jpa.test.autoconfigure.DataJpaTest;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.boot.jooq.test.autoconfigure.JooqTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice scans for its own kinds of components only, and needs what migrates, too.
 */
class ComponentsInSlicesTests {

	@Nested
	@JdbcTest
	class Jdbc extends Slice {

	}

	@Nested
	@DataJdbcTest
	class DataJdbc extends Slice {

	}

	@Nested
	@DataJpaTest
	class DataJpa extends Slice {

	}

	@Nested
	@JooqTest
	class Jooq extends Slice {

	}

	/**
	 * It has no list of what else to find.
	 */
	@Nested
	@MybatisTest
	@Import({ V2__AddBirth.class, DirectoryCustomizer.class })
	class Mybatis extends Slice {

	}

	@TestPropertySource(properties = "spring.flyway.enabled=false")
	abstract static class Slice {

		@Autowired
		private DataSource dataSource;

		@Test
		void appliesJavaMigrationsAndCallsCustomizersThatAreComponents() {
			assertThat(JdbcClient.create(this.dataSource).sql("SELECT born FROM person").query(Integer.class).list())
				.containsExactly(1815);
		}

	}

}
