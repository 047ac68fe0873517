⟦QUERY|select $a$ ; $$ ; $b$ ; $A$ ; $a$⟧;
⟦QUERY|select $A$x;$A$⟧;
