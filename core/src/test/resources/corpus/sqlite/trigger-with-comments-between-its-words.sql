⟦DDL|create /* a */ trigger -- b begin
 tr /* begin */ after insert on t begin select 1; end⟧ /* c */;
⟦QUERY|select 1⟧;
