⟦QUERY|select 1e10, .5, 0x1F, 0b11, 0o17, 1_000_000, 1.⟧;
⟦QUERY|select 2⟧;
