CREATE ALIAS a AS $$ int f() { return 1; } $$; // comment
SELECT "b" /* /* nested */ */ FROM c;
