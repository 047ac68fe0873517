⟦?|declare c cursor for select ';'⟧;
⟦?|fetch 1 from c⟧;
⟦?|close c⟧;
⟦?|notify ch, 'a;b'⟧;
⟦?|listen ch⟧;
