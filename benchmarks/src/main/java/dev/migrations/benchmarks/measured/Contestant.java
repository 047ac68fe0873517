package dev.migrations.benchmarks.measured;

import java.nio.file.Path;

import javax.sql.DataSource;

/**
 * Something that brings a database up to date.
 */
interface Contestant {

	/**
	 * Applies what is pending.
	 * @param dataSource the database
	 * @param files the directory or jar, also on the class path, below which
	 * {@value Script#FOLDER} holds the scripts
	 * @throws Exception if it fails
	 */
	void migrate(DataSource dataSource, Path files) throws Exception;

}
