⟦QUERY|select 1 settings max_threads = 1 format TabSeparated⟧;
⟦DDL|create table t (a String default 'x;', b LowCardinality(String) comment 'y;') engine = MergeTree order by tuple() settings index_granularity = 1⟧;
