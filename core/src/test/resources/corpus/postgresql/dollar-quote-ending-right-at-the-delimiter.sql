⟦OTHER|do $$begin perform 1; end$$⟧;⟦QUERY|select 2⟧;
