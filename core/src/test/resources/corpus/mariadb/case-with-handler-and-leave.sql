⟦DDL|create procedure p()
main: begin
  declare exit handler for sqlexception begin get diagnostics condition 1 @m = message_text; select @m; end;
  if @x then leave main; end if;
  case when @y then leave main; else begin end; end case;
end main⟧;
⟦QUERY|select 1⟧;
