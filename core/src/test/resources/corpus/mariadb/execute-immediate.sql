⟦?|execute immediate 'select 1; select 2'⟧;
⟦QUERY|select 1⟧;
