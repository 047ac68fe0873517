-- nothing to do here; really
/* nor; here */
