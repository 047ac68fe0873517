⟦DML|insert into t values (x'0a3b', X'', ?1, :a, @b, $c, $c::d(e))⟧;
⟦QUERY|select 1⟧;
