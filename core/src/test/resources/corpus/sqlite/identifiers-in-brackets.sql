⟦DDL|create table [a;b] ([it's] text, ["x] text, [--] text)⟧;
⟦QUERY|select [it's], ["x] from [a;b]⟧;
