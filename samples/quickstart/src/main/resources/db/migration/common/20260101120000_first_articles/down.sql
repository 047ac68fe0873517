DELETE FROM articles WHERE id IN ('1', '2');
DELETE FROM authors WHERE id IN ('ada', 'grace');
