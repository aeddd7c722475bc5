CREATE TABLE "clipping_keyings" (
	"window_id" text NOT NULL,
	"number" integer NOT NULL,
	"round" integer NOT NULL,
	"keyed_by" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "clipping_keyings_window_id_number_round_pk" PRIMARY KEY("window_id","number","round"),
	CONSTRAINT "clipping_keyings_by_different_people" UNIQUE("window_id","number","keyed_by"),
	CONSTRAINT "clipping_keyings_round" CHECK ("clipping_keyings"."round" between 1 and 3)
);
--> statement-breakpoint
CREATE TABLE "clippings" (
	"window_id" text NOT NULL,
	"number" integer NOT NULL,
	"import_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clippings_window_id_number_pk" PRIMARY KEY("window_id","number")
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"window_id" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"done" integer,
	"total" integer,
	"failure" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partner_batches" (
	"key_id" uuid NOT NULL,
	"idempotency_key" text NOT NULL,
	"body_sha256" text NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "partner_batches_key_id_idempotency_key_pk" PRIMARY KEY("key_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "partner_keys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"window_id" text NOT NULL,
	"partner" text NOT NULL,
	"group" text NOT NULL,
	"channel" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"prefix" text,
	"hash" text,
	"requested_by" uuid NOT NULL,
	"issued_by" uuid,
	"issued_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "partner_keys_prefix_unique" UNIQUE("prefix"),
	CONSTRAINT "partner_keys_hash_unique" UNIQUE("hash"),
	CONSTRAINT "partner_keys_two_people" CHECK ("partner_keys"."issued_by" is null or "partner_keys"."issued_by" <> "partner_keys"."requested_by")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "kind" text DEFAULT 'survey' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "origin" jsonb;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "clippings" jsonb;--> statement-breakpoint
ALTER TABLE "clipping_keyings" ADD CONSTRAINT "clipping_keyings_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clipping_keyings" ADD CONSTRAINT "clipping_keyings_keyed_by_users_id_fk" FOREIGN KEY ("keyed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clippings" ADD CONSTRAINT "clippings_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clippings" ADD CONSTRAINT "clippings_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD CONSTRAINT "partner_batches_key_id_partner_keys_id_fk" FOREIGN KEY ("key_id") REFERENCES "public"."partner_keys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_batches" ADD CONSTRAINT "partner_batches_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "partner_keys" ADD CONSTRAINT "partner_keys_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;