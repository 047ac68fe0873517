package dev.migrations.reliability.compare;

/**
 * Column of a generated table.
 *
 * @param name its name, quoted where it has to be
 * @param type what it holds
 */
record Column(String name, Type type) {

	/**
	 * What a column holds.
	 */
	enum Type {

		NUMBER("INTEGER"), TEXT("VARCHAR(60)"), AMOUNT("DECIMAL(10, 2)"), DAY("DATE");

		private final String sql;

		Type(String sql) {
			this.sql = sql;
		}

		String sql() {
			return this.sql;
		}

	}

}
