CREATE TABLE "opening_progress" (
	"window_id" text PRIMARY KEY NOT NULL,
	"step" text NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"failure" jsonb
);
--> statement-breakpoint
ALTER TABLE "opening_progress" ADD CONSTRAINT "opening_progress_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;