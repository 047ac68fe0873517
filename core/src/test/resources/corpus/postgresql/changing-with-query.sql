⟦DML|with gone as (delete from a returning id) select count(*) from gone⟧;
