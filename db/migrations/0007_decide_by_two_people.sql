CREATE TABLE "window_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"window_id" text NOT NULL,
	"kind" text NOT NULL,
	"detail" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_body" text,
	"confirmed_by" uuid,
	"confirmed_body" text,
	"confirmed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "window_decisions_two_people" CHECK ("window_decisions"."confirmed_by" is null or "window_decisions"."confirmed_by" <> "window_decisions"."proposed_by"),
	CONSTRAINT "window_decisions_two_bodies" CHECK ("window_decisions"."kind" <> 'destroy-key' or "window_decisions"."confirmed_by" is null or "window_decisions"."confirmed_body" <> "window_decisions"."proposed_body"),
	CONSTRAINT "window_decisions_bodies_known" CHECK ("window_decisions"."kind" <> 'destroy-key' or ("window_decisions"."proposed_body" is not null and ("window_decisions"."confirmed_by" is null or "window_decisions"."confirmed_body" is not null))),
	CONSTRAINT "window_decisions_confirmed_whole" CHECK (("window_decisions"."confirmed_by" is null) = ("window_decisions"."confirmed_at" is null))
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "body" text;--> statement-breakpoint
ALTER TABLE "window_decisions" ADD CONSTRAINT "window_decisions_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_decisions" ADD CONSTRAINT "window_decisions_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "window_decisions" ADD CONSTRAINT "window_decisions_confirmed_by_users_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "window_decisions_one_open" ON "window_decisions" USING btree ("window_id","kind") WHERE "window_decisions"."confirmed_by" is null;