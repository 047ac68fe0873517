insert into cities values ('Zürich', 'Łódź', '東京', 'नई दिल्ली', '😀');
-- é and é differ
