ALTER TABLE "partner_batches" DROP CONSTRAINT "partner_batches_key_id_idempotency_key_pk";--> statement-breakpoint
ALTER TABLE "import_files" ALTER COLUMN "uploaded_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ALTER COLUMN "import_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "import_files" ADD COLUMN "kind" text DEFAULT 'survey' NOT NULL;--> statement-breakpoint
ALTER TABLE "import_files" ADD COLUMN "mapping" jsonb;--> statement-breakpoint
ALTER TABLE "import_files" ADD COLUMN "origin" jsonb;--> statement-breakpoint
ALTER TABLE "import_files" ADD COLUMN "digest" text;--> statement-breakpoint
ALTER TABLE "import_files" ADD COLUMN "proposed_by" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "counts" "bytea";--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "proposed_by" uuid;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "committed_by" uuid;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "window_id" text NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "file_sha256" text NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "people" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "ballots" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "state" text DEFAULT 'received' NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD COLUMN "created_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD CONSTRAINT "partner_batches_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD CONSTRAINT "partner_batches_file_id_import_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."import_files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "partner_batches_same_file_once" ON "partner_batches" USING btree ("window_id","file_sha256") WHERE "partner_batches"."state" <> 'refused';--> statement-breakpoint
ALTER TABLE "partner_batches" ADD CONSTRAINT "partner_batches_by_their_key" UNIQUE("key_id","idempotency_key");--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_two_people" CHECK ("imports"."committed_by" is null or "imports"."committed_by" <> "imports"."proposed_by");--> statement-breakpoint
ALTER TABLE "partner_batches" ADD CONSTRAINT "partner_batches_refused_with_reason" CHECK (("partner_batches"."state" = 'refused') = ("partner_batches"."reason" is not null));