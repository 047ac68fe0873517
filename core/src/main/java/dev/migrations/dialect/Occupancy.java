package dev.migrations.dialect;

/**
 * Where a database holds objects that are not ours.
 */
public enum Occupancy {

	/** Nowhere that was looked at. */
	NOWHERE,

	/** Only in schemas other than the one in which unqualified names are created. */
	ELSEWHERE,

	/** In that schema. */
	HERE

}
