⟦QUERY|select array['a;', 'b'], json '{"a": 1}'⟧;
⟦QUERY|select 2⟧;
