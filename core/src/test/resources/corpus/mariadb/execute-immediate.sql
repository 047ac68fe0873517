⟦?|execute immediate 'select ''1; 2'''⟧;
⟦QUERY|select 1⟧;
