package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.Vendor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptSegmentTests {

	@Test
	void tellsOfEveryCharacterWhatItBelongsTo() throws IOException {
		assertThat(segments(Vendor.POSTGRESQL,
				"\\restrict x\n-- a\n;copy t from stdin; -- b\n1\n\\.\n /* c */select /* d */ 1 /* e */\n;"))
			.containsExactly("COMMENT \\restrict x", "WHITE_SPACE \n", "COMMENT -- a", "WHITE_SPACE \n", "DELIMITER ;",
					"STATEMENT copy t from stdin", "DELIMITER ;", "COMMENT  -- b\n", "COPY_DATA 1\n\\.\n",
					"WHITE_SPACE  ", "COMMENT /* c */", "STATEMENT select /* d */ 1", "WHITE_SPACE  ",
					"COMMENT /* e */", "WHITE_SPACE \n", "DELIMITER ;");
		assertThat(segments(Vendor.MARIADB, "DELIMITER //\n/*+ x */;//a;b; //use c\n// use d\n")).containsExactly(
				"DELIMITER DELIMITER //", "WHITE_SPACE \n", "COMMENT /*+ x */", "DELIMITER ;", "DELIMITER //",
				"STATEMENT a;b", "DELIMITER ;", "WHITE_SPACE  ", "DELIMITER //", "STATEMENT use c", "WHITE_SPACE \n",
				"DELIMITER //", "WHITE_SPACE  ", "STATEMENT use d", "WHITE_SPACE \n");
	}

	private static List<String> segments(Vendor vendor, String script) throws IOException {
		List<String> result = new ArrayList<>();
		long end = 0;
		for (ScriptSegment segment : new StatementSplitter(vendor, 1000).segments("x.sql", new StringReader(script))) {
			assertThat(segment.start()).isEqualTo(end);
			end = segment.end();
			result.add(segment.category() + " " + script.substring((int) segment.start(), (int) end));
		}
		assertThat(end).isEqualTo(script.length());
		return result;
	}

}
