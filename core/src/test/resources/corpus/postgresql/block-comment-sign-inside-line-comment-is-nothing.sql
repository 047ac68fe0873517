-- /* not open
⟦QUERY|select 1⟧; -- */
⟦QUERY|select 2⟧;
