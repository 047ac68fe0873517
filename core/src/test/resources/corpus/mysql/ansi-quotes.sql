⟦SESSION|set sql_mode = 'ANSI_QUOTES'⟧;
⟦DDL|create table "a;b" ("it's" int)⟧;
⟦QUERY|select "it's;" from "a;b"⟧;
