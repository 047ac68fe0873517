⟦QUERY|select /*M! 'a;', */ 1⟧;
⟦QUERY|select /*M!100100 2 + */ 3⟧;
⟦?|/*M!999999\- enable the sandbox mode */⟧; ⟦QUERY|select 4⟧;
