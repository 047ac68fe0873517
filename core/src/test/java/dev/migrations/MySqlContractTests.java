package dev.migrations;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;

/**
 * What MySQL's own server has to fulfil, whichever driver it is reached by.
 */
abstract class MySqlContractTests extends MysqlFamilyContractTests {

	@Override
	DataSource readOnly() {
		this.database.execute("SET GLOBAL super_read_only = 1");
		return this.database.dataSource();
	}

	@AfterEach
	void makeWritable() {
		this.database.execute("SET GLOBAL super_read_only = 0", "SET GLOBAL read_only = 0");
	}

}
