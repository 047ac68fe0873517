⟦QUERY|select 1 as `a\`⟧;
⟦QUERY|select 2 as `b``;`⟧;
