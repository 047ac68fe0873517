⟦DDL|create table plan (begin_at DateTime, pending UInt8, `end` UInt8) engine = Memory⟧;
⟦QUERY|select 1⟧;
