⟦DDL|create trigger ts before insert on t for each row follows tr begin set new.a = 1; end⟧;
⟦QUERY|select 1⟧;
