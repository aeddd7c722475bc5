CREATE TABLE "factor_messages" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"tries_left" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "factor_kind" text DEFAULT 'totp' NOT NULL;--> statement-breakpoint
ALTER TABLE "factor_messages" ADD CONSTRAINT "factor_messages_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;