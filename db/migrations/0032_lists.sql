CREATE INDEX "records_state" ON "records" USING btree ("station_id","kind","state","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "records_drill" ON "records" USING btree ("station_id","kind","id" DESC NULLS LAST) WHERE drill;--> statement-breakpoint
CREATE INDEX "records_received" ON "records" USING btree ("station_id","kind","received_at");