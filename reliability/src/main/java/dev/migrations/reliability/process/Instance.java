package dev.migrations.reliability.process;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.Databases;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.FaultMode;
import dev.migrations.reliability.fault.Mutant;
import dev.migrations.reliability.fault.Traffic;
import dev.migrations.reliability.fault.WatchedPool;
import dev.migrations.reliability.tool.Tool;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One instance of an application that starts: it migrates, and exits.
 */
public final class Instance {

	private Instance() {
	}

	/**
	 * Migrates.
	 * @param arguments tool, database, URL, directory of the files, and a file that is
	 * waited for before it begins; optionally the number of a round trip and how it fails
	 * @throws Exception if that failed
	 */
	public static void main(String[] arguments) throws Exception {
		Tool tool = Tool.of(arguments[0]);
		TargetDatabase database = Databases.open(DatabaseKind.valueOf(arguments[1]), arguments[2]);
		Path gate = Path.of(arguments[4]);
		while (!Files.exists(gate)) {
			Thread.onSpinWait();
		}
		System.out.println("APPLIED " + tool.migrate(dataSource(arguments, database), Path.of(arguments[3])));
	}

	private static DataSource dataSource(String[] arguments, TargetDatabase database) {
		if (arguments.length <= 5) {
			return new DriverManagerDataSource(database.url());
		}
		WatchedPool pool = new WatchedPool(database, true, 1);
		pool.begin(new Traffic(Integer.parseInt(arguments[5]), FaultMode.valueOf(arguments[6]), database::cut),
				Mutant.NONE);
		return pool;
	}

}
