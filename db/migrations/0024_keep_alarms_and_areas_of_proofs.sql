ALTER TABLE "used_proofs" ADD COLUMN "stratum" text DEFAULT 'all' NOT NULL;--> statement-breakpoint
ALTER TABLE "windows" ADD COLUMN "alarms" jsonb;