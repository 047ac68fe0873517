⟦QUERY|select array[1,2]⟧;
⟦QUERY|select (array['a;b'])[1]⟧;
