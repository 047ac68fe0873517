package dev.migrations.boot.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Marks the {@code DataSource} bean that migrations are applied through.
 * <p>
 * Beside the application's own it is best declared with {@code defaultCandidate = false},
 * so that nothing else is given it and Spring Boot still configures the other:
 * <pre class="code">
 * &#64;Bean(defaultCandidate = false)
 * &#64;MigrationDataSource
 * DataSource migrationDataSource() { … }
 * </pre>
 */
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Qualifier
public @interface MigrationDataSource {

}
