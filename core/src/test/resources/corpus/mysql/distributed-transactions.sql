⟦?|xa start 'x'⟧;
⟦?|xa begin 'y;'⟧;
⟦?|xa end 'x'⟧;
⟦?|xa prepare 'x'⟧;
⟦QUERY|select 1⟧;
