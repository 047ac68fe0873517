⟦DDL|create trigger tr before insert on t when case new.a when 1 then 0 else 1 end begin
  select raise(abort, 'no; way');
end⟧;
⟦QUERY|select 1⟧;
