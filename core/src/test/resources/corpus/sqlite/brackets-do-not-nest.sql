⟦QUERY|select 1 as [a[b;]⟧;
⟦QUERY|select 2⟧;
