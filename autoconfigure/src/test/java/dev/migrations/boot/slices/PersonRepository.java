package dev.migrations.boot.slices;

import dev.migrations.boot.people.Person;

import org.springframework.data.jpa.repository.JpaRepository;

interface PersonRepository extends JpaRepository<Person, Integer> {

}
