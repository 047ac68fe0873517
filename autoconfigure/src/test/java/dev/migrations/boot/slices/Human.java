package dev.migrations.boot.slices;

import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A person as Spring Data JDBC sees it.
 */
@Table("PERSON")
record Human(@Id Integer id, String name) {
}
