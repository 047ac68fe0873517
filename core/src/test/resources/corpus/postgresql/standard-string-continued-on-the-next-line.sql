⟦QUERY|select 'one'
'two\'⟧;
⟦QUERY|select 2⟧;
