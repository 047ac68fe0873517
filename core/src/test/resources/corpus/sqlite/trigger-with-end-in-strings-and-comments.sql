⟦DDL|create trigger tr after insert on t begin
  -- end;
  insert into log values ('end;', "end;"); /* end; */
  update t set [end;] = 1, `end;` = 2;
end⟧;
⟦QUERY|select 1⟧;
