CREATE TABLE "code_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"window_id" text NOT NULL,
	"group" text NOT NULL,
	"channel" text NOT NULL,
	"codes" integer NOT NULL,
	"from_roster" boolean NOT NULL,
	"issued_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"voided" integer
);
--> statement-breakpoint
CREATE TABLE "roster_entries" (
	"window_id" text NOT NULL,
	"group" text NOT NULL,
	"entry_hash" text NOT NULL,
	"batch_id" uuid NOT NULL,
	CONSTRAINT "roster_entries_window_id_group_entry_hash_pk" PRIMARY KEY("window_id","group","entry_hash")
);
--> statement-breakpoint
CREATE TABLE "spent_tickets" (
	"ticket" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "used_proofs" (
	"window_id" text NOT NULL,
	"digest" text NOT NULL,
	CONSTRAINT "used_proofs_window_id_digest_pk" PRIMARY KEY("window_id","digest")
);
--> statement-breakpoint
DELETE FROM "sms_challenges";--> statement-breakpoint
DELETE FROM "sms_challenges";--> statement-breakpoint
ALTER TABLE "sms_challenges" DROP CONSTRAINT "sms_challenges_window_id_phone_hash_pk";--> statement-breakpoint
ALTER TABLE "sms_challenges" ADD COLUMN "id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "sms_challenges" ADD CONSTRAINT "sms_challenges_window_id_id_pk" PRIMARY KEY("window_id","id");--> statement-breakpoint
ALTER TABLE "codes" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "codes" ADD COLUMN "employer" text;--> statement-breakpoint
ALTER TABLE "codes" ADD COLUMN "voided" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "proof_counts" ADD COLUMN "used" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "proof_counts" ADD COLUMN "voided" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "code_batches" ADD CONSTRAINT "code_batches_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "code_batches" ADD CONSTRAINT "code_batches_issued_by_users_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster_entries" ADD CONSTRAINT "roster_entries_batch_id_code_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."code_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "used_proofs" ADD CONSTRAINT "used_proofs_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "codes" ADD CONSTRAINT "codes_batch_id_code_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."code_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "codes_batch" ON "codes" USING btree ("batch_id");