⟦SESSION|SET standard_conforming_strings = off⟧;
⟦QUERY|SELECT 'it\'s; one string'⟧;
⟦SESSION|SET standard_conforming_strings = on⟧;
⟦QUERY|SELECT 'C:\'⟧;
⟦QUERY|SELECT 2⟧;
