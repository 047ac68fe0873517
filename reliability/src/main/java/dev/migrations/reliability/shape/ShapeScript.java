package dev.migrations.reliability.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * Migration file of a shape.
 *
 * @param file its name
 * @param head what stands before the first statement, such as options or a comment
 * @param pieces its statements
 */
public record ShapeScript(String file, String head, List<Piece> pieces) {

	/**
	 * The text of the file.
	 * @return the text
	 */
	public String text() {
		StringBuilder text = new StringBuilder(this.head);
		this.pieces.forEach((piece) -> text.append(piece.inFile()));
		return text.toString();
	}

	/**
	 * The same script with a statement in its middle that fails.
	 * @return the broken script
	 */
	public ShapeScript broken() {
		List<Piece> broken = new ArrayList<>(this.pieces);
		broken.add((this.pieces.size() + 1) / 2, Piece.sql("INSERT INTO nothing_of_that_name VALUES (1)"));
		return new ShapeScript(this.file, this.head, broken);
	}

}
