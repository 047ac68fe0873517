⟦?|copy stdin to stdout⟧;
⟦?|copy stdin from '/tmp/x'⟧;
⟦QUERY|select 1⟧;
