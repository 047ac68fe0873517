⟦SESSION|set standard_conforming_strings to 'off'⟧;
⟦QUERY|select 'a\'b;'⟧;
⟦SESSION|reset standard_conforming_strings⟧;
⟦QUERY|select '\'⟧;
