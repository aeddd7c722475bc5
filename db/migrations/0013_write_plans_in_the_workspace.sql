ALTER TABLE "goals" ADD COLUMN "weight" text;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "last_year" text;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "responsible" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "veto" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "return_reason" text;--> statement-breakpoint
ALTER TABLE "goals" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "submitted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "submitted_by" uuid;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "return_reason" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "editors" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "lowers" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_lowered_by_two" CHECK (not "plans"."lowers" or "plans"."submitted_by" is null or not ("plans"."editors" @> to_jsonb("plans"."submitted_by"::text)));