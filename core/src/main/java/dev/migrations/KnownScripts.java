package dev.migrations;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.migrations.dialect.Vendor;
import dev.migrations.execution.StatementCounter;
import dev.migrations.source.ChecksumCache;

/**
 * What showing a status has read of scripts, which databases of one product may share:
 * each product splits a script in its own way. Safe for use by several threads.
 */
final class KnownScripts {

	private final Map<Vendor, Reading> readings = new ConcurrentHashMap<>();

	Reading of(Vendor vendor) {
		return this.readings.computeIfAbsent(vendor, (key) -> new Reading(new ChecksumCache(), new StatementCounter()));
	}

	/**
	 * What was read for one product.
	 *
	 * @param checksums the checksums of files that have not changed since
	 * @param statements how many statements scripts have
	 */
	record Reading(ChecksumCache checksums, StatementCounter statements) {
	}

}
