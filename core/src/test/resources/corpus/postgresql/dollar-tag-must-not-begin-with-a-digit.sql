⟦?|prepare p as select $1, $2⟧;
⟦?|prepare q as select $1 + $2⟧;
