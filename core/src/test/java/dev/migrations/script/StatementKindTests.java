package dev.migrations.script;

import java.util.List;
import java.util.stream.Collectors;

import dev.migrations.dialect.Vendor;
import dev.migrations.model.ObjectName;
import dev.migrations.model.Statement;
import dev.migrations.model.StatementKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementKindTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			POSTGRESQL | create table a ()                                         | DDL
			POSTGRESQL | comment on table a is 'insert'                            | DDL
			POSTGRESQL | select 1 into a from b                                    | DDL
			POSTGRESQL | select (select 1 into a), x from y                        | QUERY
			POSTGRESQL | refresh materialized view concurrently a                  | DDL
			POSTGRESQL | import foreign schema a from server b into c              | DDL
			POSTGRESQL | (select 1)                                                | QUERY
			POSTGRESQL | /* insert */ with a as (select 1), b as (select 2) insert into c select * from a | DML
			POSTGRESQL | with a as (delete from b returning *) select * from a     | DML
			POSTGRESQL | with a as (select 1 for update) select * from a           | QUERY
			POSTGRESQL | explain analyze verbose insert into a values (1)          | DML
			POSTGRESQL | explain (analyze, verbose) select 1                       | QUERY
			POSTGRESQL | explain insert into a values (1)                          | QUERY
			POSTGRESQL | truncate a                                                | DML
			POSTGRESQL | copy a (b) from stdin with (format csv)                   | COPY
			POSTGRESQL | copy a from stdout                                        | COPY
			POSTGRESQL | copy "from" from '/x'                                     | DML
			POSTGRESQL | copy (select 1 from b) to stdout                          | OTHER
			POSTGRESQL | set search_path to a                                      | SESSION
			POSTGRESQL | lock table a                                              | SESSION
			POSTGRESQL | do $$ begin end $$                                        | OTHER
			POSTGRESQL | call a()                                                  | OTHER
			POSTGRESQL | vacuum a                                                  | OTHER
			POSTGRESQL | prepare a as select 1                                     | SESSION
			POSTGRESQL | prepare transaction 'a'                                   | TRANSACTION_CONTROL
			POSTGRESQL | abort                                                     | TRANSACTION_CONTROL
			POSTGRESQL | end                                                       | TRANSACTION_CONTROL
			SQLITE     | end                                                       | TRANSACTION_CONTROL
			SQLITE     | replace into a values (1)                                 | DML
			SQLITE     | create trigger a after insert on b begin select 1; end    | DDL
			SQLITE     | pragma foreign_keys = on                                  | SESSION
			SQLITE     | pragma main.journal_mode(wal)                             | SESSION
			SQLITE     | pragma table_info(a)                                      | QUERY
			SQLITE     | pragma foreign_key_check                                  | QUERY
			SQLITE     | pragma wal_checkpoint                                     | OTHER
			SQLITE     | attach 'a' as b                                           | SESSION
			MARIADB    | /*!40101 set names utf8mb4 */                             | SESSION
			MARIADB    | set @a = 1, session autocommit = 0                        | TRANSACTION_CONTROL
			MARIADB    | set @a = @@autocommit                                     | SESSION
			MARIADB    | set global autocommit = 0                                 | OTHER
			MARIADB    | set statement max_statement_time = 1 for insert into a values (1) | DML
			MARIADB    | begin not atomic select 1; end                            | OTHER
			MARIADB    | x: begin not atomic select 1; end                         | OTHER
			MARIADB    | begin                                                     | TRANSACTION_CONTROL
			MARIADB    | load data infile 'a' into table b                         | DML
			MARIADB    | truncate a                                                | DDL
			MARIADB    | start replica                                             | OTHER
			MARIADB    | xa start 'a'                                              | TRANSACTION_CONTROL
			MARIADB    | (select 1) union select 2                                 | QUERY
			H2         | merge into a values (1)                                   | DML
			H2         | set autocommit false                                      | TRANSACTION_CONTROL
			H2         | create alias a as $$ int f() { return 1; } $$             | DDL
			CLICKHOUSE | exchange tables a and b                                   | DDL
			CLICKHOUSE | insert into a values (1)                                  | DML
			""")
	void tellsWhatAStatementDoes(Vendor vendor, String script, StatementKind kind) {
		assertThat(statement(vendor, script).kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			POSTGRESQL | create unique index concurrently a on b (c)
			POSTGRESQL | drop index concurrently if exists a
			POSTGRESQL | reindex index concurrently a
			POSTGRESQL | reindex (verbose, concurrently on) table a
			POSTGRESQL | reindex database a
			POSTGRESQL | alter table a detach partition b concurrently
			POSTGRESQL | vacuum (full) a
			POSTGRESQL | create database a
			POSTGRESQL | drop tablespace a
			POSTGRESQL | alter system set x = 1
			POSTGRESQL | alter database a set tablespace b
			POSTGRESQL | create subscription a connection 'b' publication c
			POSTGRESQL | drop subscription a
			POSTGRESQL | alter subscription a refresh publication
			POSTGRESQL | alter subscription a add publication b
			POSTGRESQL | cluster
			POSTGRESQL | cluster (verbose)
			POSTGRESQL | discard all
			SQLITE     | vacuum
			SQLITE     | detach a
			SQLITE     | pragma journal_mode = wal
			SQLITE     | pragma foreign_keys(0)
			MARIADB    | create table a (b int)
			MARIADB    | create or replace table a (b int)
			MARIADB    | truncate a
			MARIADB    | lock tables a write
			MARIADB    | analyze table a
			H2         | create table a (b int)
			H2         | set mode postgresql
			CLICKHOUSE | insert into a values (1)
			""")
	void knowsWhatCannotShareATransaction(Vendor vendor, String script) {
		assertThat(statement(vendor, script).transactional()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			POSTGRESQL | create index concurrently_ on b (c)
			POSTGRESQL | create table a (concurrently int)
			POSTGRESQL | reindex (concurrently false) table a
			POSTGRESQL | reindex table a
			POSTGRESQL | alter table a detach partition b
			POSTGRESQL | alter type a add value 'b'
			POSTGRESQL | create subscription a connection 'b' publication c with (copy_data, create_slot = false)
			POSTGRESQL | alter subscription a set publication b with (refresh = false)
			POSTGRESQL | alter subscription a enable
			POSTGRESQL | refresh materialized view concurrently a
			POSTGRESQL | cluster a using b
			POSTGRESQL | truncate a
			SQLITE     | create table a (b)
			SQLITE     | pragma foreign_keys
			SQLITE     | pragma user_version = 3
			MARIADB    | create or replace temporary table a (b int)
			MARIADB    | insert into a values (1)
			MARIADB    | set @a = 1
			H2         | alter sequence a restart
			H2         | set schema a
			H2         | set @a = 1
			""")
	void knowsWhatCanShareATransaction(Vendor vendor, String script) {
		assertThat(statement(vendor, script).transactional()).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			textBlock = """
					POSTGRESQL | create table if not exists "My "" Schema".b (c int)   | TABLE My " Schema.b
					POSTGRESQL | create unlogged table db.s.t (c int)                  | TABLE s.t
					POSTGRESQL | create index on only s.t (c)                          | TABLE s.t
					POSTGRESQL | create unique index concurrently i on t using gin (c) | INDEX i, TABLE t
					POSTGRESQL | create or replace view v as select 1                  | VIEW v
					POSTGRESQL | create materialized view v as select 1                | VIEW v
					POSTGRESQL | create constraint trigger a after insert or update of b on c for each row execute function d() | TRIGGER a, TABLE c
					POSTGRESQL | create rule r as on insert to s.t do nothing          | RULE r, TABLE s.t
					POSTGRESQL | create policy p on t using (a in (select b from c))   | POLICY p, TABLE t
					POSTGRESQL | create event trigger e on ddl_command_start execute function f() | EVENT TRIGGER e
					POSTGRESQL | create function s.f(a int) returns int language sql return 1 | FUNCTION s.f
					POSTGRESQL | drop table if exists a, "b", c.d cascade              | TABLE a, TABLE b, TABLE c.d
					POSTGRESQL | drop function f(int, text), g                         | FUNCTION f, FUNCTION g
					POSTGRESQL | drop trigger t on s.x                                 | TRIGGER t, TABLE s.x
					POSTGRESQL | alter table only a rename to b                        | TABLE a, TABLE b
					POSTGRESQL | alter table a rename column b to c                    | TABLE a
					POSTGRESQL | alter type s.t add value if not exists 'it''s' before 'x' | TYPE s.t, ENUM VALUE it's
					POSTGRESQL | comment on column s.t.c is 'x'                        | TABLE s.t
					POSTGRESQL | comment on constraint c on t is 'x'                   | CONSTRAINT c, TABLE t
					POSTGRESQL | reindex (verbose) index concurrently s.i              | INDEX s.i
					POSTGRESQL | refresh materialized view concurrently v              | VIEW v
					POSTGRESQL | cluster verbose t using i                             | TABLE t
					POSTGRESQL | select a, (select 1 from b) into local temp table s.t from c | TABLE s.t
					POSTGRESQL | with a as (select 1) select * into unlogged t from a  | TABLE t
					POSTGRESQL | select 1 as a into temp                               | TABLE temp
					POSTGRESQL | alter table if exists s.p detach partition x.q concurrently | TABLE s.p, TABLE x.q
					POSTGRESQL | drop table U&"d\\00e4t\\+000061"                      | TABLE däta
					POSTGRESQL | alter default privileges in schema s grant select on tables to r | ~~
					POSTGRESQL | create foreign data wrapper w                         | ~~
					POSTGRESQL | create user mapping for a server b                    | ~~
					SQLITE     | create virtual table [a b] using fts5(c)              | TABLE a b
					SQLITE     | create temp trigger t after insert on x begin select 1; end | TRIGGER t, TABLE x
					SQLITE     | pragma main.foreign_keys = 1                          | PRAGMA main.foreign_keys
					SQLITE     | reindex a                                             | INDEX a
					MARIADB    | create definer=`a`@`%` sql security invoker view `v``w` as select 1 | VIEW v`w
					MARIADB    | create algorithm = merge definer = current_user() view v as select 1 | VIEW v
					MARIADB    | /*!50003 create*/ /*!50017 definer=a@localhost*/ /*!50003 trigger t before insert on x for each row set @a = 1 */ | TRIGGER t, TABLE x
					MARIADB    | rename table a to b, c to d.e                         | TABLE a, TABLE b, TABLE c, TABLE d.e
					MARIADB    | drop index i on t                                     | INDEX i, TABLE t
					MARIADB    | alter ignore table a rename as b                      | TABLE a, TABLE b
					MARIADB    | truncate table a                                      | TABLE a
					H2         | create cached local temporary table a (b int)         | TABLE a
					H2         | create alias a for "java.lang.Math.sqrt"              | ALIAS a
					""")
	void readsTheNamesOfObjects(Vendor vendor, String script, String names) {
		assertThat(statement(vendor, script).objects()
			.stream()
			.map(StatementKindTests::spell)
			.collect(Collectors.joining(", "))).isEqualTo(names);
	}

	@Test
	void readsAnyNumberOfNames() {
		String list = "abcdefgh".repeat(50).chars().mapToObj((c) -> "t" + (char) c).collect(Collectors.joining(", "));
		assertThat(statement(Vendor.POSTGRESQL, "drop table " + list).objects()).hasSize(400);
		assertThat(statement(Vendor.POSTGRESQL, "copy t (" + list + ") from stdin").kind())
			.isEqualTo(StatementKind.COPY);
	}

	private static String spell(ObjectName name) {
		return name.type() + " " + ((name.schema() != null) ? name.schema() + "." : "") + name.name();
	}

	private static Statement statement(Vendor vendor, String script) {
		boolean copy = script.startsWith("copy") && script.contains("from std");
		List<Statement> statements = StatementSplitterTests.split(vendor, script + (copy ? ";\n\\.\n" : ""));
		assertThat(statements).hasSize(1);
		return statements.get(0);
	}

}
