ALTER TABLE "windows" ADD COLUMN "closing_statement" jsonb;--> statement-breakpoint
ALTER TABLE "windows" ADD COLUMN "log_statement" jsonb;