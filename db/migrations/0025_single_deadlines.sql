DROP INDEX "deadlines_card";--> statement-breakpoint
DROP INDEX "deadlines_chain";--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "single" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- what waits under the indexes that were goes on waiting alone, in every station
ALTER TABLE "deadlines" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "deadlines" SET "single" = true WHERE "done_at" is null and "kind" in ('warning.card', 'hazard.remind', 'report.unreceived');--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_single" ON "deadlines" USING btree ("station_id","subject_id","kind") WHERE single and done_at is null;
