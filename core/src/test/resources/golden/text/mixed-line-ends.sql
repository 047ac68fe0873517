a

b
c
d

