⟦DDL|create table t (a int, s timestamp(6) generated always as row start, e timestamp(6) generated always as row end, period for system_time (s, e)) with system versioning⟧;
⟦QUERY|select * from t for system_time all⟧;
