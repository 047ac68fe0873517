package dev.migrations.reliability.fault;

/**
 * Way in which a network fails.
 */
public enum NetworkFault {

	/**
	 * The connection is closed on both sides before what the client sends is forwarded.
	 */
	CUT_BEFORE,

	/**
	 * What the client sends is forwarded, and the connection is closed on both sides when
	 * the answer arrives, which the client never sees.
	 */
	CUT_AFTER,

	/**
	 * The client's side is reset, the server's is closed.
	 */
	RESET,

	/**
	 * What the client sends is forwarded; the answer is held back, and the client gives
	 * up while the server still has an open connection, as behind a broken route.
	 */
	HOLD,

	/**
	 * The answer is late.
	 */
	DELAY

}
