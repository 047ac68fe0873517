⟦QUERY|select note'\'⟧;
⟦QUERY|select 2⟧;
