-- don't be fooled; it's a comment
⟦QUERY|select 1⟧;
-- nor by "this
⟦QUERY|select 2⟧;
