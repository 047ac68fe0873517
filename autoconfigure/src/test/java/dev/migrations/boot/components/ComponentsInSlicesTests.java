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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A slice scans for its own kinds of components only, and needs what migrates, too.
 */
class ComponentsInSlicesTests {

	@Nested
	@JdbcTest(properties = "spring.flyway.enabled=false")
	class Jdbc extends Slice {

	}

	@Nested
	@DataJdbcTest(properties = "spring.flyway.enabled=false")
	class DataJdbc extends Slice {

	}

	@Nested
	@DataJpaTest(properties = "spring.flyway.enabled=false")
	class DataJpa extends Slice {

	}

	@Nested
	@JooqTest(properties = "spring.flyway.enabled=false")
	class Jooq extends Slice {

	}

	/**
	 * It has no list of what else to find.
	 */
	@Nested
	@MybatisTest(properties = "spring.flyway.enabled=false")
	@Import({ V2__AddBirth.class, DirectoryCustomizer.class })
	class Mybatis extends Slice {

	}

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
