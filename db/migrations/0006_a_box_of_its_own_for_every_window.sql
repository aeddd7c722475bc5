-- The rows of one window lie in a table of their own, so that closing and opening can give its files back to the
-- system whole: deleted rows would stay readable in them. The trigger makes the box together with the window.
ALTER TABLE "envelopes" RENAME TO "envelopes_before";--> statement-breakpoint
CREATE TABLE "envelopes" (LIKE "envelopes_before" INCLUDING DEFAULTS) PARTITION BY LIST ("window_id");--> statement-breakpoint
CREATE FUNCTION "box_of_window"("id" text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'envelopes_' || md5("id") $$;--> statement-breakpoint
CREATE FUNCTION "make_box"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  box text := box_of_window(NEW.id);
BEGIN
  IF to_regclass(quote_ident(box)) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE envelopes INCLUDING ALL)', box);
    EXECUTE format('ALTER TABLE envelopes ATTACH PARTITION %I FOR VALUES IN (%L)', box, NEW.id);
  END IF;
  RETURN NULL;
END
$$;--> statement-breakpoint
DO $$
DECLARE
  known text;
BEGIN
  FOR known IN SELECT id FROM windows LOOP
    EXECUTE format('CREATE TABLE %I PARTITION OF envelopes FOR VALUES IN (%L)', box_of_window(known), known);
  END LOOP;
END
$$;--> statement-breakpoint
INSERT INTO "envelopes" SELECT * FROM "envelopes_before" ORDER BY "window_id", "unit_id", "mark";--> statement-breakpoint
DROP TABLE "envelopes_before";--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_window_id_unit_id_mark_pk" PRIMARY KEY ("window_id", "unit_id", "mark");--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_ticket" UNIQUE ("window_id", "ticket");--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "windows"("id");--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "units"("id");--> statement-breakpoint
CREATE TRIGGER "windows_have_a_box" AFTER INSERT ON "windows" FOR EACH ROW EXECUTE FUNCTION "make_box"();--> statement-breakpoint
-- Counters of limits need not outlive a crash, and what is not logged leaves no times in the write-ahead log.
ALTER TABLE "rate_limits" SET UNLOGGED;
