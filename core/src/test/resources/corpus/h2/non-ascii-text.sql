⟦DDL|create table größe (straße text)⟧;
⟦DML|insert into größe values ('naïve; 😀;')⟧; ⟦QUERY|select 2⟧;
