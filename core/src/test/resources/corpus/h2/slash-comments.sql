// first; comment's
⟦QUERY|select 1⟧; // after; it
⟦QUERY|select 4 / 2 // half;
 + 1⟧;
