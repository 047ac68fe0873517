⟦QUERY|select 'a' $$;b$$⟧;
⟦QUERY|select 1⟧;
