package dev.migrations.boot.autoconfigure;

import dev.migrations.model.InvalidSettingsException;

import org.springframework.util.unit.DataSize;

/**
 * Reads the longest size of a statement, one byte of which stands for one character.
 */
final class StatementSize {

	private StatementSize() {
	}

	static int characters(DataSize size, String property) {
		if (size.toBytes() < 1 || size.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidSettingsException(
					property + " is " + size + ", which is not a length that a statement can have.",
					"Set it to a size from 1B to 2047MB, or remove it for 64MB.");
		}
		return (int) size.toBytes();
	}

}
