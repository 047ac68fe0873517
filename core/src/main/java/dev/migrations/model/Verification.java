package dev.migrations.model;

/**
 * How a start makes sure that applied scripts were not edited.
 */
public enum Verification {

	/**
	 * Size and CRC-32 from the directory of a jar are compared with those of the script
	 * as it was applied. Files outside of jars, and those that differ, are read.
	 */
	FAST,

	/**
	 * Every script is read and its checksum compared.
	 */
	FULL

}
