⟦DDL|create procedure p()
outer_block: begin
  declare i int default 0;
  again: loop
    set i = i + 1;
    if i < 3 then iterate again; end if;
    leave again;
  end loop again;
  w: while i > 0 do set i = i - 1; end while w;
  r: repeat set i = i + 1; until i > 3 end repeat r;
  if i = 9 then leave outer_block; end if;
end outer_block⟧;
⟦QUERY|select 1⟧;
