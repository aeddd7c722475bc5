CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"number" text,
	"url" text,
	"not_public_zh" text DEFAULT '' NOT NULL,
	"not_public_en" text DEFAULT '' NOT NULL,
	CONSTRAINT "documents_public_or_why" CHECK (("documents"."url" is null) = ("documents"."not_public_zh" <> '' and "documents"."not_public_en" <> ''))
);
--> statement-breakpoint
ALTER TABLE "comments" ADD COLUMN "salt" text DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') NOT NULL;--> statement-breakpoint
ALTER TABLE "replies" ADD COLUMN "salt" text DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "salt" text DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '') NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "withdrawn_rule" text;--> statement-breakpoint
ALTER TABLE "evidence" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "reason_zh" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "reason_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "approver_zh" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "approver_en" text DEFAULT '' NOT NULL;