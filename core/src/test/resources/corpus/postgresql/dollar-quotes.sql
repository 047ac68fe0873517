⟦QUERY|select $$it's; "here" -- and /* here$$⟧;
⟦QUERY|select 2⟧;
