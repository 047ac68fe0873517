⟦OTHER|begin not atomic
  declare a int default 1;
  if a = 1 then
    select 'x;';
  end if;
end⟧;
⟦QUERY|select 1⟧;
