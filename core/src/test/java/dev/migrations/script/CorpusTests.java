package dev.migrations.script;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.InvalidScriptException;
import dev.migrations.model.Statement;
import dev.migrations.script.CorpusScript.ExpectedError;
import dev.migrations.script.CorpusScript.ExpectedStatement;
import dev.migrations.script.SplitScript.Piece;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Splits every script of the corpus and compares with what is written in it.
 */
class CorpusTests {

	@TestFactory
	Stream<DynamicContainer> splitsAsWritten() {
		return Arrays.stream(Vendor.values())
			.map((vendor) -> DynamicContainer.dynamicContainer(vendor.id(),
					CorpusScript.of(vendor)
						.stream()
						.map((script) -> DynamicTest.dynamicTest(script.toString(), () -> check(vendor, script)))));
	}

	@Test
	void holdsAtLeastThreeHundredScripts() {
		long count = Arrays.stream(Vendor.values())
			.flatMap((vendor) -> CorpusScript.of(vendor).stream())
			.map(CorpusScript::toString)
			.distinct()
			.count();
		assertThat(count).isGreaterThanOrEqualTo(300);
	}

	private void check(Vendor vendor, CorpusScript script) {
		SplitScript split = SplitScript.of(vendor, script.text());
		SoftAssertions softly = new SoftAssertions();
		softly.assertThat(split.texts())
			.as("texts")
			.containsExactlyElementsOf(script.statements().stream().map(ExpectedStatement::text).toList());
		int count = Math.min(split.pieces().size(), script.statements().size());
		for (int i = 0; i < count; i++) {
			check(vendor, softly, split.pieces().get(i), script.statements().get(i), i + 1);
		}
		checkError(softly, split, script);
		softly.assertAll();
	}

	private void check(Vendor vendor, SoftAssertions softly, Piece piece, ExpectedStatement expected, int number) {
		Statement actual = piece.statement();
		String name = "statement " + number + " <" + expected.text() + ">";
		softly.assertThat(actual.number()).as("number of " + name).isEqualTo(number);
		softly.assertThat(new TextPosition(actual.line(), actual.column()))
			.as("place of " + name)
			.isEqualTo(expected.position());
		if (expected.kind() != null) {
			softly.assertThat(actual.kind()).as("kind of " + name).isEqualTo(expected.kind());
		}
		if (vendor == Vendor.POSTGRESQL || vendor == Vendor.SQLITE) {
			softly.assertThat(actual.transactional())
				.as("transactional of " + name)
				.isEqualTo(expected.transactional());
		}
		List<String> objects = expected.objects();
		if (objects != null) {
			softly.assertThat(actual.objects().stream().map(ExpectedStatement::spell).toList())
				.as("objects of " + name)
				.containsExactlyElementsOf(objects);
		}
		softly.assertThat(piece.data()).as("data of " + name).isEqualTo(expected.data());
	}

	private void checkError(SoftAssertions softly, SplitScript split, CorpusScript script) {
		ExpectedError expected = script.error();
		InvalidScriptException actual = split.error();
		if (expected == null || actual == null) {
			softly.assertThat(Objects.toString(actual)).as("error").isEqualTo(Objects.toString(expected));
			return;
		}
		softly.assertThat(new TextPosition(actual.getLine(), actual.getColumn()))
			.as("place of the error " + actual.getDescription())
			.isEqualTo(expected.position());
		softly.assertThat(actual.getDescription()).as("message").contains("test.sql").contains(expected.message());
		softly.assertThat(actual.getAction()).as("action").isNotBlank();
	}

}
