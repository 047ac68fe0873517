⟦?|prepare s from 'select 1; select ?'⟧;
⟦?|execute s using @a⟧;
⟦?|deallocate prepare s⟧;
