package dev.migrations.reliability.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Network between instances and a server, which can be told to fail at the next thing
 * that a client sends.
 */
public final class TcpProxy implements AutoCloseable {

	private static final long HOLD_NANOS = 1_500_000_000;

	private static final long DELAY_NANOS = 300_000_000;

	private final ServerSocket listener;

	private final int target;

	private final AtomicReference<@Nullable NetworkFault> next = new AtomicReference<>();

	private final AtomicInteger struck = new AtomicInteger();

	/**
	 * Creates a proxy.
	 * @param target the port of the server on this machine
	 * @throws IOException if it cannot listen
	 */
	public TcpProxy(int target) throws IOException {
		this.target = target;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start("proxy", this::accept);
	}

	/**
	 * The port that clients connect to.
	 * @return the port
	 */
	public int port() {
		return this.listener.getLocalPort();
	}

	/**
	 * Lets the next thing that a client sends meet a fault.
	 * @param fault the fault
	 */
	public void strike(NetworkFault fault) {
		this.next.set(fault);
	}

	/**
	 * How often a fault has met something.
	 * @return the count
	 */
	public int struck() {
		return this.struck.get();
	}

	/**
	 * Takes back a fault that has not met anything yet.
	 */
	public void calm() {
		this.next.set(null);
	}

	private static void start(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		while (!this.listener.isClosed()) {
			try {
				Socket client = this.listener.accept();
				Socket server = new Socket(InetAddress.getLoopbackAddress(), this.target);
				client.setTcpNoDelay(true);
				server.setTcpNoDelay(true);
				new Link(client, server).begin();
			}
			catch (IOException ex) {
				// It is closed, or the server is gone: then the client finds out as well.
			}
		}
	}

	@Override
	public void close() {
		try {
			this.listener.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * One connection.
	 */
	private final class Link {

		private final Socket client;

		private final Socket server;

		/** What the next answer of the server meets. */
		private final AtomicReference<@Nullable NetworkFault> answer = new AtomicReference<>();

		Link(Socket client, Socket server) {
			this.client = client;
			this.server = server;
		}

		void begin() {
			start("to server", () -> pump(this.client, this.server, this::meetsRequest));
			start("to client", () -> pump(this.server, this.client, this::meetsAnswer));
		}

		private void pump(Socket from, Socket to, Meeting meeting) {
			byte[] buffer = new byte[65536];
			try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
				for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
					if (!meeting.passes()) {
						return;
					}
					out.write(buffer, 0, count);
				}
			}
			catch (IOException ex) {
				// One of the two is gone, and the other one gets to know it.
			}
			finally {
				cut();
			}
		}

		private boolean meetsRequest() throws IOException {
			NetworkFault fault = TcpProxy.this.next.getAndSet(null);
			if (fault == null) {
				return true;
			}
			TcpProxy.this.struck.incrementAndGet();
			switch (fault) {
				case CUT_BEFORE -> {
					return false;
				}
				case RESET -> {
					this.client.setSoLinger(true, 0);
					return false;
				}
				default -> {
					this.answer.set(fault);
					return true;
				}
			}
		}

		private boolean meetsAnswer() throws IOException {
			NetworkFault fault = this.answer.getAndSet(null);
			if (fault == null) {
				return true;
			}
			switch (fault) {
				case DELAY -> {
					LockSupport.parkNanos(DELAY_NANOS);
					return true;
				}
				case HOLD -> {
					this.client.setSoLinger(true, 0);
					this.client.close();
					LockSupport.parkNanos(HOLD_NANOS);
					return false;
				}
				default -> {
					return false;
				}
			}
		}

		private void cut() {
			try (this.client; this.server) {
				this.answer.set(null);
			}
			catch (IOException ex) {
				// They are closed.
			}
		}

	}

	/**
	 * What data meets on its way.
	 */
	@FunctionalInterface
	private interface Meeting {

		boolean passes() throws IOException;

	}

}
