⟦QUERY|select $q1$ ; $q2$ ; $q1$⟧;
⟦QUERY|select $_1$ ; $_1$⟧;
