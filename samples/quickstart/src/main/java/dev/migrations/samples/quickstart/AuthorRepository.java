package dev.migrations.samples.quickstart;

import org.springframework.data.jpa.repository.JpaRepository;

/**
 * The authors.
 */
interface AuthorRepository extends JpaRepository<Author, String> {

}
