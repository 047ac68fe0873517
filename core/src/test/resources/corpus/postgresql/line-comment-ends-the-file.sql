⟦QUERY|select 1⟧;
-- no line feed after this; one