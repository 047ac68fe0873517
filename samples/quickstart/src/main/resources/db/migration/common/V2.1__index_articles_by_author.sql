CREATE INDEX articles_author ON articles (author_id);
