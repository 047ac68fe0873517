⟦OTHER|while @a < 3 do set @a = @a + 1; end while⟧;
⟦OTHER|repeat set @a = 0; until true end repeat⟧;
⟦OTHER|for i in 1..3 do select i; end for⟧;
⟦QUERY|select 1⟧;
