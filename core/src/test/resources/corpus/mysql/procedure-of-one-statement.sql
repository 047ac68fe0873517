⟦DDL|create procedure p() select 1⟧;
⟦DDL|create procedure q(in a int, out b varchar(10)) insert into t values (a)⟧;
⟦QUERY|select 2⟧;
