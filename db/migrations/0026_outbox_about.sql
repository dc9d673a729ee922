DROP INDEX "outbox_warning";--> statement-breakpoint
CREATE INDEX "outbox_about" ON "outbox" USING btree ("station_id","about_id") WHERE about_id is not null;