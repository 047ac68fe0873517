⟦DDL|create procedure p(a int) language plpgsql as $$ begin null; end $$⟧;
⟦OTHER|call p(1)⟧;
