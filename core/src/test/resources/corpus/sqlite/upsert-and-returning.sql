⟦DML|insert into t (a) values (';') on conflict (a) do update set b = excluded.b where c <> ';' returning id⟧;
⟦QUERY|select 1⟧;
