⟦?!|pragma foreign_keys = off⟧;
⟦?|PRAGMA foreign_key_check⟧;
⟦?|pragma table_info("a;b")⟧;
