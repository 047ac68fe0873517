package dev.migrations.script;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.migrations.model.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script on a thread of its own, so that it is split while the statements before
 * are executed.
 * <ol>
 * <li>Statements are handed over in pieces. The thread waits while those that are not
 * done with are longer than {@value #MOST_CHARACTERS} characters, so that no more than
 * that is in memory, or one statement that is longer.</li>
 * <li>What is wrong with the script is told when the statements before it were taken, as
 * if there were no thread.</li>
 * <li>It ends with the script, with the first COPY statement, whose data only the one who
 * executes it can read, and when this is closed, which waits for it. Whatever is left is
 * read by the one who asks for it.</li>
 * </ol>
 */
public final class ReadAhead implements FramedStatements {

	private static final int MOST_CHARACTERS = 1024 * 1024;

	private static final int PIECE_CHARACTERS = 64 * 1024;

	private static final int PIECE_STATEMENTS = 500;

	private final FramedStatements statements;

	private final Deque<Piece> waiting = new ArrayDeque<>();

	/** Characters of what was read and is not done with. */
	private long characters;

	private boolean closed;

	/** Whether the thread has read all that it will ever read. */
	private boolean ended;

	private @Nullable Throwable failure;

	private @Nullable Thread thread;

	private boolean started;

	/** What is being taken, by the one who asks. */
	private Piece current = new Piece();

	private int taken;

	/**
	 * Creates one, which begins to read when the first statement is asked for.
	 * @param statements what it reads; closed with it
	 */
	public ReadAhead(FramedStatements statements) {
		this.statements = statements;
	}

	/**
	 * Whether there is a processor for it.
	 * @return false if it would only be in the way
	 */
	public static boolean isUseful() {
		return Runtime.getRuntime().availableProcessors() > 1;
	}

	@Override
	public @Nullable FramedStatement next() throws IOException {
		if (!this.started) {
			start();
		}
		while (this.taken == this.current.statements.size()) {
			if (!take()) {
				return this.statements.next();
			}
		}
		return this.current.statements.get(this.taken++);
	}

	private void start() {
		this.started = true;
		Thread reader = new Thread(this::read, "migrations-reads-ahead");
		reader.setDaemon(true);
		try {
			reader.start();
			this.thread = reader;
		}
		catch (OutOfMemoryError ex) {
			// The system allows no more threads.
			this.ended = true;
		}
	}

	/**
	 * Takes the next piece, and waits for it.
	 * @return false if the rest is to be read here
	 */
	private synchronized boolean take() throws IOException {
		this.characters -= this.current.characters;
		this.current = new Piece();
		this.taken = 0;
		notifyAll();
		boolean interrupted = false;
		while (this.waiting.isEmpty() && !this.ended) {
			interrupted |= !await();
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		Piece next = this.waiting.poll();
		if (next != null) {
			this.current = next;
			return true;
		}
		rethrow(this.failure);
		return false;
	}

	/**
	 * Waits for the other thread.
	 * @return false if this one was interrupted
	 */
	private boolean await() {
		try {
			wait();
			return true;
		}
		catch (InterruptedException ex) {
			return false;
		}
	}

	private static void rethrow(@Nullable Throwable failure) throws IOException {
		if (failure instanceof IOException io) {
			throw io;
		}
		if (failure instanceof RuntimeException runtime) {
			throw runtime;
		}
		if (failure instanceof Error error) {
			throw error;
		}
	}

	private void read() {
		Throwable problem = null;
		try {
			boolean more = true;
			while (more && hasRoom()) {
				more = readPiece();
			}
		}
		catch (Throwable ex) {
			problem = ex;
		}
		end(problem);
	}

	private synchronized boolean hasRoom() {
		while (this.characters >= MOST_CHARACTERS && !this.closed) {
			// Nobody interrupts this thread.
			await();
		}
		return !this.closed;
	}

	/**
	 * Reads a piece, and hands it over even if it ends with an error.
	 * @return whether to go on
	 */
	private boolean readPiece() throws IOException {
		Piece piece = new Piece();
		try {
			while (piece.characters < PIECE_CHARACTERS && piece.statements.size() < PIECE_STATEMENTS) {
				FramedStatement next = this.statements.next();
				if (next == null) {
					return false;
				}
				piece.add(next);
				if (next.statement().kind() == StatementKind.COPY) {
					return false;
				}
			}
			return true;
		}
		finally {
			put(piece);
		}
	}

	private synchronized void put(Piece piece) {
		this.waiting.add(piece);
		this.characters += piece.characters;
		notifyAll();
	}

	private synchronized void end(@Nullable Throwable problem) {
		this.failure = problem;
		this.ended = true;
		notifyAll();
	}

	/**
	 * The data of the COPY statement that was read last: the thread has ended with it.
	 */
	@Override
	public Reader copyData() {
		return this.statements.copyData();
	}

	@Override
	public void close() throws IOException {
		synchronized (this) {
			this.closed = true;
			notifyAll();
		}
		Thread reader = this.thread;
		boolean interrupted = false;
		while (reader != null && reader.isAlive()) {
			try {
				reader.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		this.statements.close();
	}

	/**
	 * Statements that are handed over together.
	 */
	private static final class Piece {

		private final List<FramedStatement> statements = new ArrayList<>();

		private long characters;

		void add(FramedStatement statement) {
			this.statements.add(statement);
			this.characters += statement.statement().text().length();
		}

	}

}
