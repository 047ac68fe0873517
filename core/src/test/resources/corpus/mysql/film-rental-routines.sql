DELIMITER $$

⟦DDL|CREATE FUNCTION balance_of(p_customer INT, p_at DATETIME) RETURNS DECIMAL(5,2)
    DETERMINISTIC
    READS SQL DATA
BEGIN

       #OK; fees first
       DECLARE v_fees DECIMAL(5,2); #rentals; at first
       DECLARE v_late INTEGER;      #late; later

  SELECT IFNULL(SUM(f.rate),0) INTO v_fees
    FROM film f, rental r
    WHERE r.rented_at <= p_at
      AND r.customer_id = p_customer;

  SELECT IFNULL(SUM(IF((TO_DAYS(r.returned_at) - TO_DAYS(r.rented_at)) > f.days,
        ((TO_DAYS(r.returned_at) - TO_DAYS(r.rented_at)) - f.days),0)),0) INTO v_late
    FROM rental r, film f;

  RETURN v_fees + v_late;
END⟧ $$

DELIMITER ;

DELIMITER $$
⟦DDL|CREATE PROCEDURE in_stock(IN p_film INT, OUT p_count INT)
READS SQL DATA
BEGIN
     SELECT id FROM inventory WHERE film_id = p_film AND is_in_stock(id);
     SELECT FOUND_ROWS() INTO p_count;
END⟧ $$
DELIMITER ;

⟦DDL|CREATE TRIGGER ins_film AFTER INSERT ON film FOR EACH ROW BEGIN
    INSERT INTO film_text (id, title)
        VALUES (new.id, new.title);
  END⟧;
