⟦QUERY|select "a;b", "c\";d", `e;f`, `g\`;h`⟧;
⟦QUERY|select "i""j;", `k``l;`⟧;
⟦QUERY|select 1⟧;
