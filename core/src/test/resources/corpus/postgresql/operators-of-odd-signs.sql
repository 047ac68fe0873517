⟦QUERY|select a <@ b, c #>> '{a;b}', d ?| array['x'], e @@ f, -|g, ~~* h⟧;
⟦QUERY|select 5 !~~* 'a'⟧;
