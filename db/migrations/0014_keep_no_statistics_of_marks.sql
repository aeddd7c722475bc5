-- The planner keeps samples of a column's values in its statistics, and they outlast the rows: for what must not stay
-- readable there are none. Every row is found by its keys; no plan needs them.
CREATE FUNCTION "without_statistics"("place" regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  named text;
BEGIN
  FOREACH named IN ARRAY ARRAY['mark', 'ticket', 'request_digest', 'ciphertext', 'sealed_leaf'] LOOP
    EXECUTE format('ALTER TABLE %s ALTER COLUMN %I SET STATISTICS 0', place, named);
  END LOOP;
END
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "make_box"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  box text := box_of_window(NEW.id);
BEGIN
  IF to_regclass(quote_ident(box)) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE envelopes INCLUDING ALL)', box);
    PERFORM without_statistics(quote_ident(box)::regclass);
    EXECUTE format('ALTER TABLE envelopes ATTACH PARTITION %I FOR VALUES IN (%L)', box, NEW.id);
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
SELECT without_statistics('envelopes'::regclass);--> statement-breakpoint
SELECT without_statistics(inhrelid::regclass) FROM pg_inherits WHERE inhparent = 'envelopes'::regclass;--> statement-breakpoint
ALTER TABLE "used_proofs" ALTER COLUMN "digest" SET STATISTICS 0;
