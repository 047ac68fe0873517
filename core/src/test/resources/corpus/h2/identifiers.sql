⟦DDL|create table "a;b" ("c""d;" int, "it's" int)⟧;
⟦QUERY|select "it's;" from "a;b"⟧;
