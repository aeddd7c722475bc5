-- Where bodies of their own hold the key, the two people who open a window belong to two of them.
CREATE FUNCTION "window_opened_by_two_bodies"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "users" a, "users" b
    WHERE a."id" = NEW."opening_proposed_by" AND b."id" = NEW."opened_by" AND (a."body" IS NULL OR b."body" IS NULL OR a."body" = b."body")
  ) THEN
    RAISE EXCEPTION 'window % is opened by two people of different bodies', NEW."id" USING ERRCODE = 'check_violation', CONSTRAINT = 'windows_two_bodies_open';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER "windows_two_bodies_open" BEFORE UPDATE OF "opened_by" ON "windows"
  FOR EACH ROW WHEN (NEW."opened_by" IS NOT NULL AND NEW."key_custody" = 'holders') EXECUTE FUNCTION "window_opened_by_two_bodies"();
