CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"unit_id" text NOT NULL,
	"cycle_id" text NOT NULL,
	"goal_code" text,
	"kind" text NOT NULL,
	"author" text NOT NULL,
	"body" text NOT NULL,
	"language" text DEFAULT 'zh' NOT NULL,
	"tracking_hash" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"rule" text,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "comments_tracking_hash_unique" UNIQUE("tracking_hash")
);
--> statement-breakpoint
CREATE TABLE "replies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"comment_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cycles" (
	"id" text PRIMARY KEY NOT NULL,
	"label_zh" text NOT NULL,
	"label_en" text NOT NULL,
	"scheme_id" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "periods" (
	"cycle_id" text NOT NULL,
	"id" text NOT NULL,
	"label_zh" text NOT NULL,
	"label_en" text NOT NULL,
	"position" integer NOT NULL,
	"starts_on" text NOT NULL,
	"ends_on" text NOT NULL,
	"report_by" timestamp with time zone NOT NULL,
	CONSTRAINT "periods_cycle_id_id_pk" PRIMARY KEY("cycle_id","id")
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"unit_id" text NOT NULL,
	"cycle_id" text NOT NULL,
	"part" text NOT NULL,
	"kind" text NOT NULL,
	"points" text,
	"level" text,
	"place" integer,
	"criterion" text NOT NULL,
	"period_id" text,
	"document" text,
	"reason_zh" text DEFAULT '' NOT NULL,
	"reason_en" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "part_values" (
	"unit_id" text NOT NULL,
	"cycle_id" text NOT NULL,
	"part" text NOT NULL,
	"value_id" text NOT NULL,
	"value" text NOT NULL,
	"document" text,
	CONSTRAINT "part_values_one" UNIQUE("unit_id","cycle_id","part","value_id")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"city" text NOT NULL,
	"installed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seeded_at" timestamp with time zone,
	CONSTRAINT "installation_one_row" CHECK ("installation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "evidence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"report_id" uuid NOT NULL,
	"goal_id" uuid,
	"sha256" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"plan_id" uuid NOT NULL,
	"code" text NOT NULL,
	"parent_id" uuid,
	"part" text NOT NULL,
	"kind" text NOT NULL,
	"direction" text,
	"title_zh" text NOT NULL,
	"title_en" text NOT NULL,
	"promise_zh" text DEFAULT '' NOT NULL,
	"promise_en" text DEFAULT '' NOT NULL,
	"measure_zh" text DEFAULT '' NOT NULL,
	"measure_en" text DEFAULT '' NOT NULL,
	"start" text,
	"target" text,
	"due" text NOT NULL,
	"borrowed_zh" text DEFAULT '' NOT NULL,
	"borrowed_en" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "goals_plan_code" UNIQUE("plan_id","code"),
	CONSTRAINT "goals_target_exact" CHECK ("goals"."target" is null or "goals"."target" ~ '^-?[0-9]+([.][0-9]+)?$')
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"unit_id" text NOT NULL,
	"cycle_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"state" text NOT NULL,
	"notice_from" timestamp with time zone,
	"notice_to" timestamp with time zone,
	"final_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plans_unit_cycle_version" UNIQUE("unit_id","cycle_id","version"),
	CONSTRAINT "plans_version_positive" CHECK ("plans"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "report_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"report_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"reported" text,
	"verified" text,
	"approximate" boolean DEFAULT false NOT NULL,
	"comparable" boolean DEFAULT true NOT NULL,
	"done_on" text,
	"share" text,
	"claim" text,
	"narrative_zh" text DEFAULT '' NOT NULL,
	"narrative_en" text DEFAULT '' NOT NULL,
	"reason" text,
	CONSTRAINT "report_entries_report_goal" UNIQUE("report_id","goal_id"),
	CONSTRAINT "report_entries_reported_exact" CHECK ("report_entries"."reported" is null or "report_entries"."reported" ~ '^-?[0-9]+([.][0-9]+)?$'),
	CONSTRAINT "report_entries_verified_exact" CHECK ("report_entries"."verified" is null or "report_entries"."verified" ~ '^-?[0-9]+([.][0-9]+)?$')
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"unit_id" text NOT NULL,
	"cycle_id" text NOT NULL,
	"period_id" text NOT NULL,
	"state" text NOT NULL,
	"narrative_zh" text DEFAULT '' NOT NULL,
	"narrative_en" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"return_reason" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reports_unit_period" UNIQUE("unit_id","cycle_id","period_id")
);
--> statement-breakpoint
CREATE TABLE "releases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" integer,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"runs" jsonb NOT NULL,
	"prepared_by" uuid,
	"published_by" uuid,
	"manifest_sha256" text,
	"failure" text,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "releases_number_unique" UNIQUE("number"),
	CONSTRAINT "releases_published_has_number" CHECK ("releases"."state" <> 'published' or ("releases"."number" is not null and "releases"."manifest_sha256" is not null)),
	CONSTRAINT "releases_two_people" CHECK ("releases"."kind" = 'daily' or "releases"."published_by" is null or "releases"."published_by" <> "releases"."prepared_by")
);
--> statement-breakpoint
CREATE TABLE "scoring_runs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cycle_id" text NOT NULL,
	"scheme" text NOT NULL,
	"engine" text NOT NULL,
	"input_sha256" text NOT NULL,
	"input" text NOT NULL,
	"result" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_log_previous" UNIQUE("previous_hash")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"unit_id" text,
	"password_hash" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_login_unique" UNIQUE("login")
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" text PRIMARY KEY NOT NULL,
	"category" text NOT NULL,
	"name_zh" text NOT NULL,
	"name_en" text NOT NULL,
	"about_zh" text DEFAULT '' NOT NULL,
	"about_en" text DEFAULT '' NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "codes" (
	"window_id" text NOT NULL,
	"code_hash" text NOT NULL,
	"group" text NOT NULL,
	"stratum" text DEFAULT 'all' NOT NULL,
	CONSTRAINT "codes_window_id_code_hash_pk" PRIMARY KEY("window_id","code_hash")
);
--> statement-breakpoint
CREATE TABLE "envelopes" (
	"window_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"mark" text NOT NULL,
	"group" text NOT NULL,
	"channel" text NOT NULL,
	"stratum" text NOT NULL,
	"risk_class" text NOT NULL,
	"ticket" text NOT NULL,
	"revision" integer NOT NULL,
	"request_digest" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"sealed_leaf" "bytea" NOT NULL,
	CONSTRAINT "envelopes_window_id_unit_id_mark_pk" PRIMARY KEY("window_id","unit_id","mark"),
	CONSTRAINT "envelopes_ticket" UNIQUE("window_id","ticket")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"window_id" text NOT NULL,
	"file_sha256" text NOT NULL,
	"file_name" text NOT NULL,
	"group" text NOT NULL,
	"people" integer NOT NULL,
	"ballots" integer NOT NULL,
	"mapping" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "imports_once" UNIQUE("window_id","file_sha256")
);
--> statement-breakpoint
CREATE TABLE "leaves" (
	"window_id" text NOT NULL,
	"position" integer NOT NULL,
	"leaf_hash" text NOT NULL,
	"unit_id" text NOT NULL,
	"group" text NOT NULL,
	"channel" text NOT NULL,
	"stratum" text NOT NULL,
	"risk_class" text NOT NULL,
	"ballot" text,
	"spoiled" text,
	CONSTRAINT "leaves_window_id_position_pk" PRIMARY KEY("window_id","position"),
	CONSTRAINT "leaves_hash" UNIQUE("window_id","leaf_hash","position")
);
--> statement-breakpoint
CREATE TABLE "proof_counts" (
	"window_id" text NOT NULL,
	"group" text NOT NULL,
	"channel" text NOT NULL,
	"issued" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "proof_counts_window_id_group_channel_pk" PRIMARY KEY("window_id","group","channel")
);
--> statement-breakpoint
CREATE TABLE "sealed_archive" (
	"window_id" text NOT NULL,
	"digest" text NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	CONSTRAINT "sealed_archive_window_id_digest_pk" PRIMARY KEY("window_id","digest")
);
--> statement-breakpoint
CREATE TABLE "sms_challenges" (
	"window_id" text NOT NULL,
	"phone_hash" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries_left" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sms_challenges_window_id_phone_hash_pk" PRIMARY KEY("window_id","phone_hash")
);
--> statement-breakpoint
CREATE TABLE "tallies" (
	"window_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"group" text NOT NULL,
	"origin" text NOT NULL,
	"roster" integer,
	"counts" jsonb NOT NULL,
	"products" jsonb NOT NULL,
	"pairs" jsonb NOT NULL,
	CONSTRAINT "tallies_window_id_unit_id_group_pk" PRIMARY KEY("window_id","unit_id","group")
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"window_id" text NOT NULL,
	"ticket" text NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "tickets_window_id_ticket_pk" PRIMARY KEY("window_id","ticket")
);
--> statement-breakpoint
CREATE TABLE "windows" (
	"id" text PRIMARY KEY NOT NULL,
	"cycle_id" text NOT NULL,
	"state" text NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"manifest" jsonb,
	"manifest_sha256" text,
	"public_key" text,
	"key_custody" text NOT NULL,
	"closing_root" text,
	"closing_counts" jsonb,
	"closed_by" uuid,
	"opening_proposed_by" uuid,
	"opened_by" uuid,
	"log_root" text,
	"closed_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "windows_two_people_open" CHECK ("windows"."opened_by" is null or "windows"."opened_by" <> "windows"."opening_proposed_by"),
	CONSTRAINT "windows_sealed_has_key" CHECK ("windows"."state" in ('draft', 'archived') or "windows"."public_key" is not null)
);
--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replies" ADD CONSTRAINT "replies_comment_id_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "periods" ADD CONSTRAINT "periods_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings" ADD CONSTRAINT "findings_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_values" ADD CONSTRAINT "part_values_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "part_values" ADD CONSTRAINT "part_values_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_parent_id_goals_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."goals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_entries" ADD CONSTRAINT "report_entries_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_entries" ADD CONSTRAINT "report_entries_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_runs" ADD CONSTRAINT "scoring_runs_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "codes" ADD CONSTRAINT "codes_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "envelopes" ADD CONSTRAINT "envelopes_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proof_counts" ADD CONSTRAINT "proof_counts_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_archive" ADD CONSTRAINT "sealed_archive_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sms_challenges" ADD CONSTRAINT "sms_challenges_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tallies" ADD CONSTRAINT "tallies_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "windows" ADD CONSTRAINT "windows_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;