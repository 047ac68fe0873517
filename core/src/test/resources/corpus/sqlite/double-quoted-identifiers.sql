⟦DDL|create table "a;b" ("c""d;" text)⟧;
⟦QUERY|select "c""d;" from "a;b"⟧;
