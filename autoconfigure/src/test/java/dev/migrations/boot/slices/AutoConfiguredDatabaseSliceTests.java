package dev.migrations.boot.slices;

import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;

/**
 * Nor must a test that replaces no more than what Spring Boot would have made by itself.
 */
@AutoConfigureTestDatabase(replace = AutoConfigureTestDatabase.Replace.AUTO_CONFIGURED)
class AutoConfiguredDatabaseSliceTests extends ReplacedDatabaseSliceTests {

}
