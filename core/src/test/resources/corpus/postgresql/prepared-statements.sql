⟦?|prepare p (int) as insert into t values ($1)⟧;
⟦?|execute p(1)⟧;
⟦?|deallocate p⟧;
