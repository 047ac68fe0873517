package dev.migrations.boot.terminal;

import java.nio.charset.Charset;

/**
 * What the two ends of a terminal can do.
 *
 * @param interactive whether somebody sits there who can be asked
 * @param colours whether colours are shown
 * @param movable whether the cursor can be moved, which a progress bar needs
 * @param charset what is written to it
 * @param width columns; {@link Integer#MAX_VALUE} where there is no limit
 */
public record TerminalFeatures(boolean interactive, boolean colours, boolean movable, Charset charset, int width) {

	/**
	 * What a file or a pipe can do.
	 * @param charset what is written to it
	 * @return the features
	 */
	public static TerminalFeatures none(Charset charset) {
		return new TerminalFeatures(false, false, false, charset, Integer.MAX_VALUE);
	}

	/**
	 * Whether lines and other symbols outside ASCII can be written.
	 */
	boolean symbols() {
		return this.charset.canEncode() && this.charset.newEncoder().canEncode("─│┌┐└┘├┤┬┴┼…█░✓");
	}

}
