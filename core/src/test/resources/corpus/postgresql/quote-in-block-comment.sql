/* it's; "odd */
⟦QUERY|select 1⟧;
