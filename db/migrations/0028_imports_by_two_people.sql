-- What a first filling brought in by itself named one person only: that is nobody's word, and the audit log has it.
UPDATE "imports" SET "committed_by" = NULL WHERE "proposed_by" IS NULL;--> statement-breakpoint
ALTER TABLE "imports" DROP CONSTRAINT "imports_two_people";--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_two_people" CHECK ("imports"."committed_by" is null or ("imports"."proposed_by" is not null and "imports"."committed_by" <> "imports"."proposed_by"));