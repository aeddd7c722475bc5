CREATE TABLE "objections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"unit_id" text NOT NULL,
	"cycle_id" text NOT NULL,
	"release_id" uuid NOT NULL,
	"part" text,
	"goal_code" text,
	"body" text NOT NULL,
	"language" text DEFAULT 'zh' NOT NULL,
	"document" text,
	"filed_by" uuid,
	"published_body" text,
	"disclosed_at" timestamp with time zone,
	"state" text DEFAULT 'open' NOT NULL,
	"outcome" text,
	"reason_zh" text,
	"reason_en" text,
	"changes_score" boolean DEFAULT false NOT NULL,
	"decided_by" uuid,
	"confirmed_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "objections_disclosed_has_text" CHECK (("objections"."disclosed_at" is null) = ("objections"."published_body" is null)),
	CONSTRAINT "objections_decided_has_reason" CHECK ("objections"."state" in ('open', 'withdrawn') or ("objections"."state" is not distinct from "objections"."outcome" and "objections"."disclosed_at" is not null and coalesce("objections"."reason_zh", '') <> '' and "objections"."decided_by" is not null and "objections"."decided_at" is not null)),
	CONSTRAINT "objections_two_people" CHECK ("objections"."state" in ('open', 'withdrawn') or not "objections"."changes_score" or ("objections"."confirmed_by" is not null and "objections"."confirmed_by" <> "objections"."decided_by")),
	CONSTRAINT "objections_refused_changes_nothing" CHECK ("objections"."outcome" is distinct from 'refused' or not "objections"."changes_score")
);
--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "stage" text;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "cycles" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "objections_until" date;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "corrects" integer;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "reason_zh" text;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "reason_en" text;--> statement-breakpoint
ALTER TABLE "releases" ADD COLUMN "step" text;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_cycle_id_cycles_id_fk" FOREIGN KEY ("cycle_id") REFERENCES "public"."cycles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_release_id_releases_id_fk" FOREIGN KEY ("release_id") REFERENCES "public"."releases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_scores_by_two_named" CHECK ("releases"."kind" = 'daily' or "releases"."state" = 'prepared' or ("releases"."prepared_by" is not null and "releases"."published_by" is not null));--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_daily_has_no_stage" CHECK ("releases"."kind" = 'score' or ("releases"."stage" is null and "releases"."corrects" is null));--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_correction_has_reason" CHECK ("releases"."corrects" is null or (coalesce("releases"."reason_zh", '') <> '' and coalesce("releases"."reason_en", '') <> ''));--> statement-breakpoint
ALTER TABLE "releases" ADD CONSTRAINT "releases_provisional_has_day" CHECK ("releases"."stage" is distinct from 'provisional' or "releases"."state" <> 'published' or "releases"."objections_until" is not null);