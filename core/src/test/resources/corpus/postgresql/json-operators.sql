⟦QUERY|select a->'b;c', a->>'d', a#>'{e}', a @> '{"x;": 1}', a ? 'f' from t⟧;
⟦QUERY|select '{"a": "b\";"}'::jsonb⟧;
