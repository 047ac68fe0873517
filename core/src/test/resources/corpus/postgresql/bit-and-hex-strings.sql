⟦QUERY|select B'1010', X'1FF', b'', x'ab'⟧;
⟦QUERY|select N'national; text'⟧;
