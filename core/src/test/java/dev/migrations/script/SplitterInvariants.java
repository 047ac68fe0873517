package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import dev.migrations.script.ScriptSegment.Category;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every text, also for one that is no script at all.
 */
final class SplitterInvariants {

	private SplitterInvariants() {
	}

	/**
	 * Checks one text. It is either split, and each of its characters accounted for once,
	 * or ends in an error that names a place in it.
	 * @param vendor whose rules apply
	 * @param text any text
	 */
	static void check(Vendor vendor, String text) {
		BothReadings.check(vendor, text, SplitterSeed.random(text.hashCode()));
		List<ScriptSegment> segments = new ArrayList<>();
		long statements = 0;
		try (StatementCursor cursor = BothReadings.reader(vendor, new StringReader(text), listener(segments),
				RowTexts.EACH)) {
			for (Statement statement = cursor.next(); statement != null; statement = cursor.next()) {
				statements++;
				assertThat(statement.number()).isEqualTo(statements);
				assertThat(statement.text()).isNotEmpty().doesNotMatch("(?s)[ \\t\\n\\f].*|.*[ \\t\\n\\f]");
				TextPosition place = new TextPosition(statement.line(), statement.column());
				assertThat(text.startsWith(statement.text(), place.in(text))).as("text at " + place).isTrue();
				assertThat(statements).as("statements in a text of this length").isLessThanOrEqualTo(text.length());
			}
		}
		catch (InvalidScriptException ex) {
			TextPosition place = new TextPosition(ex.getLine(), ex.getColumn());
			assertThat(ex.getLine()).isPositive();
			assertThat(ex.getColumn()).isPositive();
			assertThat(TextPosition.at(text, place.in(text))).as("place of " + ex.getDescription()).isEqualTo(place);
			assertThat(ex.getAction()).isNotBlank();
			return;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		long position = 0;
		for (ScriptSegment segment : segments) {
			assertThat(segment.start()).as("begin of " + segment).isEqualTo(position);
			position = segment.end();
		}
		assertThat(position).as("characters accounted for").isEqualTo(text.length());
		assertThat(segments.stream().filter((segment) -> segment.category() == Category.STATEMENT).count())
			.as("segments that are statements")
			.isEqualTo(statements);
	}

	private static ScriptListener listener(List<ScriptSegment> segments) {
		return new ScriptListener() {
			@Override
			public void segment(Category category, long start, long end) {
				segments.add(new ScriptSegment(category, start, end));
			}
		};
	}

}
