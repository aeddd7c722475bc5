ALTER TABLE "audit_log" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "before_digest" text;--> statement-breakpoint
ALTER TABLE "audit_log" ADD COLUMN "after_digest" text;--> statement-breakpoint
CREATE INDEX "audit_log_actor" ON "audit_log" USING btree ("actor","sequence");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");