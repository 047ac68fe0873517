⟦SESSION|set @`a;b` = 1, @'c;d' = 2, @"e;f" = 3⟧;
⟦QUERY|select @@session.sql_mode, @a:=1⟧;
