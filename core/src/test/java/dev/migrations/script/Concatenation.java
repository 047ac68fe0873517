package dev.migrations.script;

import dev.migrations.dialect.Vendor;
import dev.migrations.script.SplitScript.Piece;

/**
 * Script that is made of statements again.
 */
final class Concatenation {

	private static final String MYSQL_DELIMITER = "~~~~";

	private Concatenation() {
	}

	static String of(Vendor vendor, SplitScript split) {
		boolean mySql = vendor == Vendor.MARIADB || vendor == Vendor.MYSQL;
		StringBuilder script = new StringBuilder(mySql ? "DELIMITER " + MYSQL_DELIMITER + "\n" : "");
		for (Piece piece : split.pieces()) {
			script.append(piece.statement().text()).append(mySql ? "\n" + MYSQL_DELIMITER : ";").append('\n');
			if (piece.data() != null) {
				script.append(piece.data()).append("\\.\n");
			}
		}
		return script.toString();
	}

}
