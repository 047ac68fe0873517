⟦QUERY|select E'one' -- goes on; below
  'two\'; still'⟧;
⟦QUERY|select 2⟧;
