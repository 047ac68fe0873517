package dev.migrations.reliability.check;

/**
 * What holds whatever happens.
 */
public enum Invariant {

	/** */
	I1("nothing is applied twice"),

	/** */
	I2("nothing is recorded that did not happen"),

	/** */
	I3("nothing has happened that is not recorded"),

	/** */
	I4("nothing is lost, and the order is that of the versions"),

	/** */
	I5("schema and data are those of a straight run"),

	/** */
	I6("the next start succeeds without a human"),

	/** */
	I7("there is one writer at a time"),

	/** */
	I8("a start ends in time, and leaves no lock, session, temporary object or setting behind");

	private final String meaning;

	Invariant(String meaning) {
		this.meaning = meaning;
	}

	/**
	 * What it says.
	 * @return the meaning
	 */
	public String meaning() {
		return this.meaning;
	}

}
