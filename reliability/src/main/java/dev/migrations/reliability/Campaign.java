package dev.migrations.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;

import dev.migrations.reliability.database.DatabaseKind;
import dev.migrations.reliability.database.DatabaseServer;
import dev.migrations.reliability.database.Databases;
import dev.migrations.reliability.database.TargetDatabase;
import dev.migrations.reliability.fault.PgBouncer;
import dev.migrations.reliability.fault.FullDisk;
import dev.migrations.reliability.process.Bench;
import dev.migrations.reliability.process.Disturbances;
import dev.migrations.reliability.process.Gatherings;
import dev.migrations.reliability.process.NetworkTrials;
import dev.migrations.reliability.process.StandbyTrials;
import dev.migrations.reliability.process.Workload;
import dev.migrations.reliability.tool.Tool;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FileSystemUtils;

/**
 * Runs a campaign from the command line, and writes a line of the ledger.
 */
public final class Campaign {

	private static final String HELP = """
			enumerate   every round trip of every shape fails in every way
			    --db postgresql|sqlite|h2|mariadb|mysql  --shape NAME  --stride N  --trips  --threads N
			    --halt-every N, in a process of its own (50; 0 for none)
			    --mode refused|cut-before|cut-after|error-before|error-after|death-before|death-after|ended-within
			compare     random migrations, applied in several ways of which all must come to the same
			    --db postgresql|sqlite|h2|mariadb  --n COUNT (100)  --seed SEED
			kill        instances are killed with SIGKILL until one reaches the end
			terminate   the server ends the sessions of the instance
			server      the server is killed, and started again
			together    instances start at the same moment; some are killed
			stop        the holder of the lock is stopped while others start
			network     a proxy cuts, resets, holds and delays what instances and server send
			standby     PostgreSQL's server is a standby while instances start
			disk        the disk of the database is full until the instance has ended
			pgbouncer   instances start at the same moment, behind PgBouncer in transaction mode
			lock-queue  a reader keeps a lock while a migration wants it: how long do others wait
			    (--seconds 30, how long)
			long-statement  an index on millions of rows: its progress, and what a kill half-way leaves
			    (--rows 5000000, --end-session: the server ends the session too)
			    --db ...  --n COUNT  --seed SEED  --tool migrations|flyway|liquibase  --instances N
			    --workload tiny|mixed|segments  --size N  --limit SECONDS that an instance may take
			    --schema empty|occupied; in an empty one migrations share a transaction
			    --pool SIZE of a pool without autocommit (0: a new connection each time)
			all of them: --ledger FILE (ledger.csv)""";

	private final Options options;

	private final DatabaseKind kind;

	private final Tool tool;

	private final long begin = System.nanoTime();

	private Campaign(Options options) {
		this.options = options;
		this.kind = DatabaseKind.valueOf(options.value("db", "sqlite").toUpperCase(Locale.ROOT));
		this.tool = Tool.of(options.value("tool", "migrations"));
	}

	/**
	 * Runs it. Exits with 1 if anything was wrong.
	 * @param arguments the campaign and its options
	 * @throws Exception if the harness itself fails
	 */
	public static void main(String[] arguments) throws Exception {
		Options options = Options.of(arguments);
		Campaign campaign = new Campaign(options);
		if (!Databases.isAvailable(campaign.kind)) {
			System.out
				.println("SKIPPED: there is no " + campaign.kind.id() + " server here, so that NOTHING was tested. "
						+ "Add -Pmysql, which downloads one, or -Dmysql.home=<directory that holds bin/mysqld>.");
			return;
		}
		long failures = switch (options.campaign()) {
			case "enumerate" -> campaign.enumerate();
			case "compare" -> new CompareCampaign(campaign.kind, options, campaign.ledger()).run();
			case "kill", "terminate", "server", "together", "stop", "network", "standby" -> campaign.processes();
			case "disk" -> campaign.disk();
			case "lock-queue" -> campaign.lockQueue();
			case "long-statement" -> campaign.longStatement();
			case "pgbouncer" -> campaign.pgBouncer();
			default -> {
				System.out.println(HELP);
				yield 0;
			}
		};
		System.exit((failures == 0) ? 0 : 1);
	}

	private long enumerate() throws SQLException, IOException {
		return new EnumerationCampaign(this.kind, this.tool, this.options, ledger()).run();
	}

	private long processes() throws SQLException, IOException {
		try (DatabaseServer server = Databases.start(this.kind)) {
			return processes(server, null);
		}
	}

	private long disk() throws SQLException, IOException {
		try (FullDisk disk = FullDisk.mount(this.options.number("megabytes", 256))) {
			if (disk == null) {
				System.out.println("SKIPPED: no disk can be mounted by this user, so none can be filled");
				return 0;
			}
			Path data = java.nio.file.Files.createDirectory(disk.directory().resolve("data"));
			try (DatabaseServer server = Databases.start(this.kind, data)) {
				return processes(server, disk);
			}
		}
	}

	private long processes(DatabaseServer server, @Nullable FullDisk disk) throws SQLException, IOException {
		long seed = Long.parseLong(this.options.value("seed", Long.toString(System.nanoTime())));
		int count = this.options.number("n", 20);
		int pool = this.options.number("pool", 0);
		System.out.println("seed " + seed);
		try (TargetDatabase database = database(server);
				Bench bench = new Bench(server, database, this.tool, workload(), seed, pool,
						this.options.number("limit", 120), System.out)) {
			if (disk != null) {
				new Disturbances(bench).fillDisk(disk, count);
			}
			else {
				run(bench, count);
			}
			String name = this.options.campaign() + " " + workload().name() + ((pool > 0) ? " pool " + pool : "");
			ledger().append(name, this.tool.name(), database.version(), Long.toString(seed), bench.faults(),
					bench.failures().size(), seconds());
			return bench.failures().size();
		}
	}

	private void run(Bench bench, int count) throws SQLException, IOException {
		switch (this.options.campaign()) {
			case "kill" -> new Disturbances(bench).kill(count);
			case "terminate" -> new Disturbances(bench).terminateSessions(count);
			case "server" -> new Disturbances(bench).killServer(count);
			case "network" -> new NetworkTrials(bench).run(count);
			case "standby" -> new StandbyTrials(bench).run(count);
			case "together" -> new Gatherings(bench).together(count, this.options.number("instances", 8),
					this.options.number("killed", 2));
			default -> new Gatherings(bench).stopHolder(count, this.options.number("instances", 2));
		}
	}

	private long pgBouncer() throws Exception {
		Path program = PgBouncer.program();
		if (program == null) {
			System.out.println("SKIPPED: pgbouncer is not installed, so that NOTHING was tested. On Debian: apt-get "
					+ "install pgbouncer.");
			return 0;
		}
		int rounds = this.options.number("n", 20);
		int instances = this.options.number("instances", 4);
		try (DatabaseServer server = Databases.start(DatabaseKind.POSTGRESQL);
				TargetDatabase database = server.createDatabase();
				PgBouncer pooler = PgBouncer.start(program, server.port(), 3)) {
			int failures = new PoolerRounds(database, pooler, this.tool, instances, System.out).run(rounds);
			System.out.println(rounds + " rounds with " + instances + " instances, " + failures + " wrong");
			ledger().append("pgbouncer", this.tool.name(), database.version(), "-", rounds, failures, seconds());
			return failures;
		}
	}

	private long lockQueue() throws Exception {
		try (DatabaseServer server = Databases.start(this.kind); TargetDatabase database = server.createDatabase()) {
			Duration reading = Duration.ofSeconds(this.options.number("seconds", 30));
			return new LockQueue(database, this.tool, reading, System.out).run().isFulfilled() ? 0 : 1;
		}
	}

	private long longStatement() throws Exception {
		Path directory = Files.createTempDirectory("long-statement");
		try (DatabaseServer server = Databases.start(this.kind, directory);
				TargetDatabase database = server.createDatabase()) {
			List<String> problems = new LongStatement(database, this.tool, this.options.number("rows", 5_000_000),
					this.options.value("end-session", "").equals("true"), System.out)
				.run();
			System.out.println(problems.isEmpty() ? "Nothing was wrong" : "WRONG: " + problems);
			return problems.size();
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	/**
	 * The database of a campaign of processes. Flyway refuses to begin where there are
	 * tables already, and shares no transaction.
	 */
	private TargetDatabase database(DatabaseServer server) {
		TargetDatabase database = server.createSharedDatabase();
		boolean occupied = this.tool.name().equals("migrations")
				&& this.options.value("schema", "occupied").equals("occupied");
		return occupied ? Databases.occupied(database) : database;
	}

	private Workload workload() {
		return switch (this.options.value("workload", this.kind.transactionalDdl() ? "tiny" : "mixed")) {
			case "tiny" -> Workload.tiny(this.options.number("size", 60));
			case "segments" -> Workload.segments(this.options.number("size", 10));
			default -> Workload.mixed(this.options.number("size", 3), 12);
		};
	}

	private Ledger ledger() {
		return new Ledger(Path.of(this.options.value("ledger", "ledger.csv")));
	}

	private long seconds() {
		return (System.nanoTime() - this.begin) / 1_000_000_000;
	}

}
