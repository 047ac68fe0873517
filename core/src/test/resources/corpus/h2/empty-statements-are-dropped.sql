;
⟦QUERY|select 1⟧;; ;
/* ; */;
