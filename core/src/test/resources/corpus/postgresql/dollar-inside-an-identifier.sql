⟦DDL|create table a$b (c$ int, d$e$f int)⟧;
⟦QUERY|select c$, d$e$f from a$b⟧;
⟦QUERY|select 1 as x$$, 2 as y$$⟧;
