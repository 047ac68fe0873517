⟦DDL|create trigger "begin" after insert on "end" begin select 1; end⟧;
⟦DDL|create trigger main.[when begin] after insert on [begin;] begin select 1; end⟧;
⟦QUERY|select 1⟧;
