⟦QUERY|select U&'d\0061t;a\'⟧;
⟦QUERY|select U&'it''s;' uescape '!'⟧;
⟦QUERY|select u&'\0041'⟧;
