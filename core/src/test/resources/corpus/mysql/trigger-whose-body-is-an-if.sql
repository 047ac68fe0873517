⟦DDL|create trigger tr before insert on t for each row
if new.a is null then
  set new.a = 1;
  set new.b = 2;
end if⟧;
⟦QUERY|select 1⟧;
