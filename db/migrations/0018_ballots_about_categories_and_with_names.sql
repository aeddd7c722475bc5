CREATE TABLE "named_ballots" (
	"window_id" text NOT NULL,
	"place" text NOT NULL,
	"user_id" uuid NOT NULL,
	"group" text NOT NULL,
	"answers" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"cast_at" timestamp with time zone NOT NULL,
	CONSTRAINT "named_ballots_window_id_place_user_id_pk" PRIMARY KEY("window_id","place","user_id"),
	CONSTRAINT "named_ballots_revision" CHECK ("named_ballots"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "named_voters" (
	"window_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"group" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "named_voters_window_id_user_id_pk" PRIMARY KEY("window_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "envelopes" DROP CONSTRAINT "envelopes_unit_id_units_id_fk";
--> statement-breakpoint
ALTER TABLE "tallies" DROP CONSTRAINT "tallies_unit_id_units_id_fk";
--> statement-breakpoint
ALTER TABLE "named_ballots" ADD CONSTRAINT "named_ballots_of_voters" FOREIGN KEY ("window_id","user_id") REFERENCES "public"."named_voters"("window_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_voters" ADD CONSTRAINT "named_voters_window_id_windows_id_fk" FOREIGN KEY ("window_id") REFERENCES "public"."windows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_voters" ADD CONSTRAINT "named_voters_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;