DROP VIEW IF EXISTS author_overview;

CREATE VIEW author_overview AS
SELECT authors.name AS name, count(articles.id) AS articles
FROM authors LEFT JOIN articles ON articles.author_id = authors.id
GROUP BY authors.id, authors.name;
