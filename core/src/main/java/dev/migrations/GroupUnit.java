package dev.migrations;

import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/**
 * What is migrated in one go: a database, or the databases of a sequence.
 *
 * @param members the migrators, in the order of names
 * @param after units that have to be done before, as numbers in the list of all
 * @param dataSources what no other unit may take connections from at the same time
 */
record GroupUnit(List<Migrator> members, Set<Integer> after, Set<DataSource> dataSources) {

	boolean isSequence() {
		return this.members.size() > 1;
	}

	List<String> names() {
		return this.members.stream().map(Migrator::name).toList();
	}

}
