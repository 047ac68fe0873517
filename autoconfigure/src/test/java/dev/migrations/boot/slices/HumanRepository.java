package dev.migrations.boot.slices;

import org.springframework.data.repository.ListCrudRepository;

interface HumanRepository extends ListCrudRepository<Human, Integer> {

}
