⟦TX|BEGIN⟧;

-- orders: one row each; never deleted
⟦DDL|CREATE TABLE orders (
    id          BIGSERIAL PRIMARY KEY,
    state       TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'paid;', 'gone')),
    created_at  TIMESTAMPTZ NOT NULL DEFAULT NOW()
)⟧;

⟦OTHER|DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'orders' AND column_name = 'end') THEN
        ALTER TABLE orders RENAME COLUMN "end" TO ended_at;
    END IF;
EXCEPTION WHEN duplicate_column THEN NULL;
END $$⟧;

⟦TX|COMMIT⟧;
