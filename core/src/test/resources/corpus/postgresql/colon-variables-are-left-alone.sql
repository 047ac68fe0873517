⟦QUERY|select :x, :'y', :"z", '::'⟧;
⟦QUERY|select 2⟧;
