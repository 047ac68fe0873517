⟦QUERY|select 1⟧;
⟦QUERY|values (1), (2)⟧;
⟦QUERY|table t⟧;
⟦QUERY|with a as (select 1) select * from a⟧;
⟦QUERY|(select 1) union (select 2)⟧;
⟦QUERY|show search_path⟧;
