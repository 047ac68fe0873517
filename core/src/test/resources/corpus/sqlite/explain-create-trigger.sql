⟦?|explain create trigger tr after insert on t begin select 1; select 2; end⟧;
⟦QUERY|select 1⟧;
