# it's a comment; "really
⟦QUERY|select 1⟧; # so is; this
⟦QUERY|select 2 #and; this
+ 3⟧;
#no space; needed
⟦QUERY|select 4⟧;
