⟦QUERY|select case when 1 then 'x;' else 'y' end, multiIf(1, 2, 3)⟧;
⟦QUERY|select 2⟧;
