⟦DDL|create trigger tr before insert on t for each row
begin
  if new.a is null then
    set new.a = 'none;';
  end if;
  set new.b = case when new.c then 1 else 2 end;
end⟧;
⟦QUERY|select 1⟧;
