⟦QUERY|select /*!50000 'a;', */ 'b'⟧;
⟦QUERY|select /*! "it's; */" */ , 2⟧;
⟦QUERY|select 3⟧;
