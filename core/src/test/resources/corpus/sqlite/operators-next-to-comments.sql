⟦QUERY|select 3 * /* c; */ 2, 4 / 2, 5 -/* d */ 3⟧;
⟦QUERY|select 1 - -2⟧;
