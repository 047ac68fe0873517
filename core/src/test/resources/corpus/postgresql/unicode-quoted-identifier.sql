⟦QUERY|select 1 as U&"d\0061t\+000061;"⟧;
⟦QUERY|select 2 as U&"a""b;" uescape '!'⟧;
