⟦QUERY|select _utf8mb4'a;\'b', N'c;', x'4D', b'01', 0x4D, _latin1 "d;"⟧;
⟦QUERY|select 1⟧;
