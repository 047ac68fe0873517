⟦DDL|create table größe (straße text, 表 text)⟧;
⟦DML|insert into größe values ('naïve; 日本語', '😀;')⟧;
⟦QUERY|select '😀' as "ö;" from größe⟧; ⟦QUERY|select 2⟧;
