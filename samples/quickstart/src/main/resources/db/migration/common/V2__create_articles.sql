CREATE TABLE articles (
  id        VARCHAR(255) PRIMARY KEY,
  title     VARCHAR(255) NOT NULL,
  body      VARCHAR(255) NOT NULL,
  author_id VARCHAR(255) NOT NULL REFERENCES authors (id)
);
