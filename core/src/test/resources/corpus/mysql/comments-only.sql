-- nothing; to do
# here; either
/* nor; here */
