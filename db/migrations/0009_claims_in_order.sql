DROP INDEX "outbox_due";--> statement-breakpoint
CREATE INDEX "outbox_leased" ON "outbox" USING btree ("channel") WHERE leased_until is not null;--> statement-breakpoint
CREATE INDEX "outbox_undelivered" ON "outbox" USING btree ("created_at") WHERE state in ('refused','unknown');--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("channel","priority","available_at","id") WHERE state = 'queued';