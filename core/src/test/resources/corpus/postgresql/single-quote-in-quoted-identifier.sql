⟦QUERY|select 1 as "don't"⟧;
⟦QUERY|select 2 as "won't; can't"⟧;
