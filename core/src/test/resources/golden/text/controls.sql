-- tab	 form feed escape delete
-- line separator   next line 
