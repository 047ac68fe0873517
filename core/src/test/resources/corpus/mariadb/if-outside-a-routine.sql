⟦OTHER|if @a = 1 then select 1; select 2; end if⟧;
⟦QUERY|select 3⟧;
