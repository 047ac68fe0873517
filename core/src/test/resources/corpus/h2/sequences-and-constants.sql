⟦DDL|create sequence s start with 1⟧;
⟦DDL|create constant c value 'a;b'⟧;
⟦DDL|create domain d as varchar check (value <> ';')⟧;
