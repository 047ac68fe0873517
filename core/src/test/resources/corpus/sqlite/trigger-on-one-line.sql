⟦DDL|create trigger a after insert on t begin select 1; end⟧; ⟦QUERY|select 2⟧;⟦DDL|create trigger b after insert on t begin select 3;end⟧;
