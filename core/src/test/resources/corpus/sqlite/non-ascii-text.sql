⟦DDL|create table größe (straße text, 表 text)⟧;
⟦DML|insert into größe values ('naïve;', '😀;')⟧; ⟦QUERY|select 2⟧;
