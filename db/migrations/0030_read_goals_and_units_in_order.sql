CREATE INDEX "goals_by_reading" ON "goals" USING btree ("title_zh" collate "zh-x-icu","id","plan_id");--> statement-breakpoint
CREATE INDEX "goals_by_english" ON "goals" USING btree ("title_en" collate "zh-x-icu","id","plan_id");--> statement-breakpoint
CREATE INDEX "units_by_reading" ON "units" USING btree ("name_zh" collate "zh-x-icu","id");--> statement-breakpoint
CREATE INDEX "units_by_english" ON "units" USING btree ("name_en" collate "zh-x-icu","id");