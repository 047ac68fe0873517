package dev.migrations.script;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Listens to what a client of MySQL or MariaDB sends: speaks just enough of the protocol
 * to take every statement for done. What a client sends depends on the client alone, and
 * foreign scripts can crash nothing here.
 */
final class MySqlListener implements Closeable {

	private static final int COM_QUIT = 1;

	private static final int COM_INIT_DB = 2;

	private static final int COM_QUERY = 3;

	private static final byte[] OK = { 0, 0, 0, 2, 0, 0, 0 };

	private final ServerSocket server;

	private final List<String> received = Collections.synchronizedList(new ArrayList<>());

	private MySqlListener(ServerSocket server) {
		this.server = server;
	}

	static MySqlListener start() throws IOException {
		MySqlListener listener = new MySqlListener(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
		Thread thread = new Thread(listener::listen, "mysql-listener");
		thread.setDaemon(true);
		thread.start();
		return listener;
	}

	int port() {
		return this.server.getLocalPort();
	}

	/**
	 * What was received since the last call.
	 * @return the statements in order
	 */
	List<String> take() {
		List<String> taken = new ArrayList<>(this.received);
		this.received.clear();
		return taken;
	}

	private void listen() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				Thread thread = new Thread(() -> serve(socket), "mysql-client");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			talk(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
		}
		catch (IOException ex) {
			// The client went away.
		}
	}

	private void talk(DataInputStream in, OutputStream out) throws IOException {
		send(out, 0, greeting());
		in.skipNBytes(length(in));
		send(out, 2, OK);
		while (true) {
			byte[] command = new byte[length(in)];
			in.readFully(command);
			if (command[0] == COM_QUIT) {
				return;
			}
			String text = new String(command, 1, command.length - 1, StandardCharsets.UTF_8);
			if (command[0] == COM_INIT_DB) {
				this.received.add("use " + text);
			}
			// The client asks itself where USE has led it.
			else if (command[0] == COM_QUERY && !text.equals("SELECT DATABASE()")) {
				this.received.add(text);
			}
			send(out, 1, OK);
		}
	}

	private byte[] greeting() {
		String salt = "12345678";
		String rest = "123456789012";
		// Protocol 10, version, connection, salt, capabilities of 4.1 without TLS.
		return ("\n5.5.5-11.4.5-MariaDB\0\1\0\0\0" + salt + "\0\t\u00a2-\2\0\b\0\u0015" + "\0".repeat(10) + rest
				+ "\0mysql_native_password\0")
			.getBytes(StandardCharsets.ISO_8859_1);
	}

	private int length(DataInputStream in) throws IOException {
		int length = in.readUnsignedByte() | in.readUnsignedByte() << 8 | in.readUnsignedByte() << 16;
		in.readUnsignedByte();
		return length;
	}

	private void send(OutputStream out, int sequence, byte[] payload) throws IOException {
		out.write(new byte[] { (byte) payload.length, (byte) (payload.length >> 8), 0, (byte) sequence });
		out.write(payload);
		out.flush();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
