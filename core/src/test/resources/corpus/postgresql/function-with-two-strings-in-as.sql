⟦DDL|create function f(int) returns int as '$libdir/x;', 'f;g' language c strict⟧;
⟦QUERY|select 1⟧;
