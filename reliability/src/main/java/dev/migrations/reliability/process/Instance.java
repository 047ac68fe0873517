package dev.migrations.reliability.process;

import java.io.IOException;
import java.nio.file.Path;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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
 * One instance of an application that starts: it migrates, and exits. It may also be told
 * to do so again and again, each time with nothing left of the time before, because
 * starting a JVM takes most of the time of a campaign.
 */
public final class Instance {

	/**
	 * What it prints when it has only to be told to begin.
	 */
	static final String READY = "READY";

	/**
	 * What the line begins with that it prints after it has migrated.
	 */
	static final String APPLIED = "APPLIED ";

	/**
	 * What it prints when that failed, and it goes on to the next time.
	 */
	static final String FAILED = "FAILED";

	private Instance() {
	}

	/**
	 * Migrates.
	 * @param arguments tool, database, URL, directory of the files, and size of the pool;
	 * optionally the number of a round trip, how it fails, and whether to undo
	 * @throws Exception if that failed
	 */
	public static void main(String[] arguments) throws Exception {
		Tool tool = Tool.of(arguments[0]);
		TargetDatabase database = Databases.open(DatabaseKind.valueOf(arguments[1]), arguments[2]);
		Path files = Path.of(arguments[3]);
		boolean repeated = Boolean.getBoolean("repeated");
		do {
			System.out.println(READY);
			awaitBeginning();
			try {
				DataSource dataSource = dataSource(arguments, database);
				boolean undo = arguments.length > 7 && Boolean.parseBoolean(arguments[7]);
				System.out.println(APPLIED + (undo ? tool.undo(dataSource, files) : tool.migrate(dataSource, files)));
			}
			catch (Exception ex) {
				if (!repeated) {
					throw ex;
				}
				ex.printStackTrace(System.out);
				System.out.println(FAILED);
			}
		}
		while (repeated);
	}

	private static void awaitBeginning() throws IOException {
		if (System.in.read() < 0) {
			throw new IOException("Whoever started this instance is gone");
		}
	}

	private static DataSource dataSource(String[] arguments, TargetDatabase database) {
		if (arguments.length > 5) {
			WatchedPool pool = new WatchedPool(database, true, 1);
			pool.begin(new Traffic(Integer.parseInt(arguments[5]), FaultMode.valueOf(arguments[6]), database::cut),
					Mutant.NONE);
			return pool;
		}
		int size = Integer.parseInt(arguments[4]);
		return (size > 0) ? pool(database, size) : new DriverManagerDataSource(database.url());
	}

	private static DataSource pool(TargetDatabase database, int size) {
		HikariConfig pool = new HikariConfig();
		pool.setJdbcUrl(database.url());
		pool.setMaximumPoolSize(size);
		pool.setAutoCommit(false);
		return new HikariDataSource(pool);
	}

}
