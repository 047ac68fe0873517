package dev.migrations.script;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import dev.migrations.dialect.LexicalRules;
import dev.migrations.dialect.Vendor;
import dev.migrations.model.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MysqlStatementTests {

	@ParameterizedTest
	@ValueSource(strings = { "DELIMITER //", "delimiter \"//\"", "  Delimiter '//' rest", "\\d //", "DELIMITER\t//  " })
	void obeysDelimiterInAllItsForms(String command) {
		assertThat(texts(command + "\nselect 1; select 2 // select 3//\nDELIMITER ;\nselect 4; select 5"))
			.containsExactly("select 1; select 2", "select 3", "select 4", "select 5");
	}

	@Test
	void dropsSemicolonsBeforeAnotherDelimiter() {
		assertThat(texts("DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END; $$\n;$$\nselect 1 $$"))
			.containsExactly("CREATE PROCEDURE p() BEGIN SELECT 1; END", "select 1");
	}

	@Test
	void findsDelimitersOfLettersInsideOfWords() {
		assertThat(texts("DELIMITER go\nselect 1 go\nselect 2go")).containsExactly("select 1", "select 2");
		assertThat(texts("DELIMITER $$\nselect a$$select b$c$$")).containsExactly("select a", "select b$c");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"CREATE PROCEDURE p(IN a INT) COMMENT 'x' BEGIN IF a = 1 THEN SELECT 1; ELSEIF a THEN SELECT 2; ELSE SELECT 3; END IF; END",
			"CREATE DEFINER=`root`@`localhost` PROCEDURE IF NOT EXISTS p() l: BEGIN a: LOOP LEAVE a; END LOOP a; END l",
			"CREATE DEFINER = CURRENT_USER() FUNCTION f(a SET('x;')) RETURNS SET('a') CHARACTER SET utf8mb4 DETERMINISTIC BEGIN RETURN IF(a, 1, 2); END",
			"CREATE FUNCTION f() RETURNS INT BEGIN RETURN CASE WHEN end THEN IF(a,1,2) ELSE (CASE x WHEN 1 THEN end END) END; END",
			"CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW FOLLOWS y BEGIN SET NEW.a = REPEAT('a', 2), NEW.b = REPLACE(a, 'b', 'c'); END",
			"CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW IF NEW.a THEN SET NEW.b = 1; END IF",
			"CREATE OR REPLACE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN DELETE FROM t; END",
			"ALTER EVENT e DO BEGIN DELETE FROM t; END",
			"CREATE PROCEDURE p() BEGIN DECLARE done INT; DECLARE c CURSOR FOR SELECT 1; DECLARE EXIT HANDLER FOR NOT FOUND, SQLSTATE VALUE '23000', 1062 BEGIN SET done = 1; END; DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET done = 2; OPEN c; END",
			"CREATE PROCEDURE p() BEGIN REPEAT SET a = 1; UNTIL a = CASE WHEN 1 THEN 2 END END REPEAT; WHILE a DO SET b = 1; END WHILE; END",
			"CREATE PROCEDURE p() BEGIN CASE a WHEN 1 THEN SELECT 1; ELSE BEGIN END; END CASE; CASE WHEN b THEN SET x = t.end; END CASE; END",
			"CREATE PROCEDURE p() WHILE a DO SELECT 1; END WHILE",
			"BEGIN NOT ATOMIC DECLARE x INT; IF x THEN SELECT 1; END IF; END", "x: BEGIN NOT ATOMIC SELECT 1; END x",
			"IF @a THEN SELECT 1; ELSE SELECT 2; END IF", "FOR i IN 1..3 DO SELECT i; END FOR",
			"/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`b`*/ /*!50003 TRIGGER t AFTER INSERT ON x FOR EACH ROW BEGIN SELECT 1; END */",
			"CREATE PROCEDURE p() BEGIN START TRANSACTION; IF EXISTS (SELECT 1) THEN ROLLBACK; END IF; COMMIT; END" })
	void keepsCompoundStatementsTogether(String statement) {
		assertThat(texts("select 1;\n" + statement + ";\nselect 2;")).containsExactly("select 1", statement,
				"select 2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE event (id int)", "CREATE FUNCTION f RETURNS STRING SONAME 'x'", "BEGIN",
			"END",
			"CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET NEW.a = IF(NEW.b, CASE 1 WHEN 2 THEN 3 END, 4)",
			"CREATE PROCEDURE p() SELECT 1", "CREATE FUNCTION f() RETURNS INT RETURN CASE WHEN 1 THEN 2 END",
			"SELECT IF(a, 1, 2)", "DROP PROCEDURE IF EXISTS p", "REPLACE INTO t VALUES (1)",
			"CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM t", "ALTER TABLE t ADD x INT" })
	void endsOtherStatementsAtTheFirstDelimiter(String statement) {
		assertThat(texts(statement + "; select 2")).containsExactly(statement, "select 2");
	}

	@Test
	void knowsComments() {
		assertThat(
				texts("select 1--1; # a;\n-- b;\n--\nselect /* /* ; */ 2; --c;\n/*! set names x */; /*M!100100 a;b */"))
			.containsExactly("select 1--1", "select /* /* ; */ 2", "/*! set names x */", "/*M!100100 a;b */");
	}

	@Test
	void takesCodeInCommentsForNestedAsTheClientDoes() {
		assertThat(texts("/*\n/*!40101 set x */;\n*/ select 1; /* /*! a\n */ select 2; /* /*! b */ */ select 3"))
			.containsExactly("select 1", "select 2", "select 3");
	}

	@Test
	void knowsQuotes() {
		assertThat(texts("select 'a\\';', \"b\\\";\", `c\\`; select 'd''e;'"))
			.containsExactly("select 'a\\';', \"b\\\";\", `c\\`", "select 'd''e;'");
	}

	@Test
	void followsTheSqlMode() {
		assertThat(texts(
				"/*!40101 SET @OLD=@@SQL_MODE, SQL_MODE='NO_BACKSLASH_ESCAPES,ANSI_QUOTES' */; select 'a\\', \"\\\"; "
						+ "set session sql_mode = replace(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''); select '\\';', \"\\\"; "
						+ "SET SQL_MODE=@OLD; select \"\\\";\""))
			.hasSize(6)
			.contains("select 'a\\', \"\\\"", "select '\\';', \"\\\"", "select \"\\\";\"");
	}

	@Test
	void beginsInTheSqlModeOfTheSessionAndGoesBackToIt() throws IOException {
		String script = "select 'a\\', \"\\\"; set @old = @@sql_mode, sql_mode = ''; select '\\';', \"\\\";\"; "
				+ "set sql_mode = %s; select 'b\\'; select 2";
		for (String before : List.of("@old", "default")) {
			List<String> texts = new ArrayList<>();
			StatementSplitter splitter = new StatementSplitter(Vendor.MARIADB,
					LexicalRules.inSession("ANSI_QUOTES,STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES", false), 1000);
			try (StatementCursor cursor = splitter.split("x.sql", new StringReader(script.replace("%s", before)))) {
				for (Statement next = cursor.next(); next != null; next = cursor.next()) {
					texts.add(next.text());
				}
			}
			assertThat(texts).containsExactly("select 'a\\', \"\\\"", "set @old = @@sql_mode, sql_mode = ''",
					"select '\\';', \"\\\";\"", "set sql_mode = " + before, "select 'b\\'", "select 2");
		}
	}

	@Test
	void followsTheSqlModeThatIsWrittenAsANumber() {
		assertThat(texts("set sql_mode = 1048580; select 'a\\', \"\\\"; set sql_mode = 0; select '\\';'"))
			.containsExactly("set sql_mode = 1048580", "select 'a\\', \"\\\"", "set sql_mode = 0", "select '\\';'");
	}

	@Test
	void doesNotFollowTheSqlModeOfOneStatementOrOfOtherSessions() {
		for (String set : List.of("SET STATEMENT sql_mode='NO_BACKSLASH_ESCAPES' FOR select 1",
				"SET GLOBAL sql_mode='NO_BACKSLASH_ESCAPES'", "SET @@GLOBAL.sql_mode='NO_BACKSLASH_ESCAPES'",
				"SET PERSIST sql_mode='NO_BACKSLASH_ESCAPES'", "SET PERSIST_ONLY sql_mode='NO_BACKSLASH_ESCAPES'")) {
			assertThat(texts(set + "; select 'a\\';'; select 2")).as(set)
				.containsExactly(set, "select 'a\\';'", "select 2");
		}
	}

	@Test
	void endsUseWithItsLine() {
		assertThat(texts("use db\nselect 1;\nuse `b`; select 2")).containsExactly("use db", "select 1", "use `b`",
				"select 2");
	}

	@Test
	void endsStatementsWithTheCommandThatSendsThem() {
		assertThat(texts("select \\N\\g select 2\\G")).containsExactly("select \\N", "select 2");
	}

	@Test
	void refusesOtherCommands() {
		StatementSplitterTests.assertInvalid(Vendor.MYSQL, "\nsource x.sql;", 2, 1,
				"\"source\" is a command of the mysql");
		StatementSplitterTests.assertInvalid(Vendor.MYSQL, "select 1 \\! ls", 1, 10,
				"\"\\!\" is a command of the mysql");
		StatementSplitterTests.assertInvalid(Vendor.MYSQL, "DELIMITER \nselect", 1, 1, "DELIMITER is not followed by");
		StatementSplitterTests.assertInvalid(Vendor.MYSQL, "DELIMITER \\\\", 1, 1, "the delimiter \"\\\\\" contains");
	}

	@Test
	void saysWhereWhatIsNotClosedWasOpened() {
		StatementSplitterTests.assertInvalid(Vendor.MARIADB, "create procedure p()\nbegin if a then select 1; end;", 2,
				1, "the body that begins here");
		StatementSplitterTests.assertInvalid(Vendor.MYSQL, "select 1 /*!40101 + 1;", 1, 10,
				"the comment with code that begins here");
		StatementSplitterTests.assertInvalid(Vendor.MYSQL, "begin not atomic\n select 1;", 1, 1,
				"the body that begins");
	}

	private static List<String> texts(String script) {
		return StatementSplitterTests.texts(Vendor.MARIADB, script);
	}

}
