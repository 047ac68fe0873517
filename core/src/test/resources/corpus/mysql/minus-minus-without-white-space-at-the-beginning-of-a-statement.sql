--it is a comment to the client; still
⟦QUERY|select 1⟧;
