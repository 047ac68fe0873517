⟦OTHER|case @a when 1 then select 1; else select 2; end case⟧;
⟦QUERY|select 3⟧;
