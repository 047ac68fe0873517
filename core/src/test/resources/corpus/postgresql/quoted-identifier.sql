⟦DDL|create table "a;b" ("it""s;" int, "--" int, "/*" int)⟧;
⟦QUERY|select "it""s;" from "a;b"⟧;
