package dev.migrations.reliability.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.migrations.reliability.database.TargetDatabase;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Pool whose round trips are numbered, and which looks at every connection that it gets
 * back.
 * <p>
 * Like some real pools it switches autocommit on for the next user, which commits
 * whatever was left open: a transaction that nobody ended does not go unnoticed.
 */
public final class WatchedPool extends AbstractDataSource implements AutoCloseable {

	private final TargetDatabase database;

	private final boolean autoCommit;

	private final List<String> leaks = new ArrayList<>();

	private Traffic traffic;

	private Mutation mutation = Mutant.NONE.mutation();

	private final int size;

	private final Deque<Connection> idle = new ArrayDeque<>();

	/** What is set in the connections that are idle. */
	private final Map<Connection, String> states = new IdentityHashMap<>();

	private final Map<Connection, String> lent = new IdentityHashMap<>();

	/**
	 * Creates a pool.
	 * @param database the database
	 * @param autoCommit whether connections are lent with autocommit
	 * @param size how many connections it has
	 */
	public WatchedPool(TargetDatabase database, boolean autoCommit, int size) {
		this.size = size;
		this.database = database;
		this.autoCommit = autoCommit;
		this.traffic = Traffic.undisturbed(database::cut);
	}

	/**
	 * Begins a run: whatever an earlier one has left is cut off.
	 * @param traffic the traffic of the run
	 * @param mutant a mistake to be made
	 */
	public void begin(Traffic traffic, Mutant mutant) {
		List.copyOf(this.lent.keySet()).forEach(this::discard);
		this.traffic = traffic;
		this.mutation = mutant.mutation();
		this.leaks.clear();
	}

	/**
	 * What was wrong with connections that came back since the run began.
	 * @return a line each
	 */
	public List<String> leaks() {
		List<String> all = new ArrayList<>(this.leaks);
		if (!this.lent.isEmpty() && !this.traffic.isDead()) {
			all.add("a connection was not given back");
		}
		return all;
	}

	/**
	 * How often the mistake was made.
	 * @return the count
	 */
	public int mutations() {
		return this.mutation.times();
	}

	@Override
	public Connection getConnection() throws SQLException {
		try {
			return this.traffic.trip("getConnection", null, this::lend);
		}
		catch (SQLException | RuntimeException | Error ex) {
			// Nobody can give back what he has not got.
			List.copyOf(this.lent.keySet()).forEach(this::discard);
			throw ex;
		}
		catch (Throwable ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		return getConnection();
	}

	private Connection lend() throws SQLException {
		if (this.lent.size() >= this.size) {
			throw new SQLException("All connections of the pool are in use", "08001");
		}
		Connection physical = this.idle.poll();
		if (physical == null || physical.isClosed()) {
			physical = this.database.connect();
		}
		String known = this.states.remove(physical);
		String state = (known != null) ? known : this.database.sessionState(physical);
		physical.setAutoCommit(this.autoCommit);
		this.lent.put(physical, state);
		this.traffic.opened(physical);
		return new WatchedConnection(this.traffic, this.mutation, physical, this::takeBack,
				this.database.kind().isServer())
			.proxy();
	}

	private void takeBack(Connection physical) throws SQLException {
		String stateWhenLent = this.lent.remove(physical);
		if (this.traffic.isDead() || physical.isClosed()) {
			return;
		}
		if (physical.getAutoCommit() != this.autoCommit) {
			this.leaks.add("a connection came back with autocommit " + (this.autoCommit ? "off" : "on"));
		}
		physical.setAutoCommit(true);
		String state = this.database.sessionState(physical);
		if (state.equals(stateWhenLent)) {
			this.idle.push(physical);
			this.states.put(physical, state);
		}
		else {
			this.leaks.add("a connection was lent with " + stateWhenLent + " and came back with " + state);
			this.database.cut(physical);
		}
	}

	private void discard(Connection physical) {
		this.lent.remove(physical);
		this.database.cut(physical);
	}

	@Override
	public void close() {
		List.copyOf(this.lent.keySet()).forEach(this::discard);
		this.idle.forEach(this.database::cut);
		this.idle.clear();
		this.states.clear();
	}

}
