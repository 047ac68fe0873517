⟦QUERY|select 'C:\'⟧;
⟦QUERY|select '\'';'⟧;
⟦QUERY|select 'a\'⟧;
