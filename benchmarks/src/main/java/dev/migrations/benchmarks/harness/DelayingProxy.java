package dev.migrations.benchmarks.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between a client and a server, delays what the server answers, and counts round
 * trips: how many times a client gets an answer to what it has sent since the last one.
 * What it sends without waiting is one trip, however much it is; what needs no answer,
 * such as a farewell, is none.
 */
final class DelayingProxy implements AutoCloseable {

	private final ServerSocket listener;

	private final int server;

	private final AtomicLong delayNanos = new AtomicLong();

	private final AtomicInteger trips = new AtomicInteger();

	DelayingProxy(int server) throws IOException {
		this.server = server;
		this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		start(this::accept);
	}

	/**
	 * Leads a URL to the server through this proxy.
	 * @param url the URL
	 * @return the URL to use instead
	 */
	String through(String url) {
		return url.replace("localhost:" + this.server, "localhost:" + this.listener.getLocalPort());
	}

	void delay(int millis) {
		this.delayNanos.set(TimeUnit.MILLISECONDS.toNanos(millis));
	}

	void reset() {
		this.trips.set(0);
	}

	int trips() {
		return this.trips.get();
	}

	private void accept() throws IOException {
		while (true) {
			Socket client = this.listener.accept();
			client.setTcpNoDelay(true);
			Socket upstream = new Socket(InetAddress.getLoopbackAddress(), this.server);
			upstream.setTcpNoDelay(true);
			Link link = new Link(client, upstream);
			start(link::toServer);
			start(link::fromServer);
			start(link::toClient);
		}
	}

	private static void start(Loop loop) {
		Thread thread = new Thread(() -> {
			try {
				loop.run();
			}
			catch (IOException | InterruptedException ex) {
				// One side has closed the connection.
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
	}

	private interface Loop {

		void run() throws IOException, InterruptedException;

	}

	/**
	 * One connection.
	 */
	private final class Link {

		private final Socket client;

		private final Socket upstream;

		private final BlockingQueue<Chunk> answers = new LinkedBlockingQueue<>();

		private final AtomicBoolean asked = new AtomicBoolean();

		Link(Socket client, Socket upstream) {
			this.client = client;
			this.upstream = upstream;
		}

		void toServer() throws IOException {
			try (Socket closed = this.upstream) {
				InputStream in = this.client.getInputStream();
				OutputStream out = closed.getOutputStream();
				byte[] buffer = new byte[64 * 1024];
				for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
					this.asked.set(true);
					out.write(buffer, 0, length);
				}
			}
		}

		void fromServer() throws IOException {
			InputStream in = this.upstream.getInputStream();
			byte[] buffer = new byte[64 * 1024];
			try {
				for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
					this.answers.add(new Chunk(Arrays.copyOf(buffer, length),
							System.nanoTime() + DelayingProxy.this.delayNanos.get()));
				}
			}
			finally {
				this.answers.add(new Chunk(new byte[0], System.nanoTime()));
			}
		}

		void toClient() throws IOException, InterruptedException {
			try (Socket closed = this.client) {
				OutputStream out = closed.getOutputStream();
				for (Chunk chunk = this.answers.take(); chunk.bytes.length > 0; chunk = this.answers.take()) {
					TimeUnit.NANOSECONDS.sleep(chunk.due - System.nanoTime());
					if (this.asked.getAndSet(false)) {
						DelayingProxy.this.trips.incrementAndGet();
					}
					out.write(chunk.bytes);
				}
			}
		}

	}

	private record Chunk(byte[] bytes, long due) {
	}

}
