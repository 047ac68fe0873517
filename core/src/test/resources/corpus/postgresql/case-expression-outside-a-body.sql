⟦QUERY|select case when true then 1 else 2 end⟧;
⟦DML|update t set a = case b when 1 then 2 end where c = ';'⟧;
⟦QUERY|select 1⟧;
