⟦QUERY|select 1,$$a;b$$⟧;
⟦QUERY|select ($$;$$)⟧;
⟦QUERY|select 'a'||$$;$$⟧;
