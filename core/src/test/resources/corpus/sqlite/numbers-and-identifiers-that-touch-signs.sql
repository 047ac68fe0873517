⟦QUERY|select 1e3, .5, 0x1F, 1.⟧;
⟦QUERY|select t.b, t."c" from t where t.b=1⟧;
