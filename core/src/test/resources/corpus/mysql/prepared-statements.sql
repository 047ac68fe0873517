⟦?|prepare s from 'select ''1;'', ?'⟧;
⟦?|execute s using @a⟧;
⟦?|deallocate prepare s⟧;
