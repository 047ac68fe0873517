⟦DDL|create trigger tr before insert on t for each row call "a.b;C"⟧;
⟦DDL|create trigger ts after update on t for each row as $$
org.h2.api.Trigger create() { return new a.B(';'); }
$$⟧;
⟦QUERY|select 1⟧;
