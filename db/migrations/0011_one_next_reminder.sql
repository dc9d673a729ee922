-- reminders that an earlier version doubled go on from the earlier of each pair
UPDATE "deadlines" SET "done_at" = now() WHERE "done_at" is null and "kind" in ('hazard.remind', 'report.unreceived') and "id" not in (
  SELECT DISTINCT ON ("subject_id", "kind") "id" FROM "deadlines" WHERE "done_at" is null and "kind" in ('hazard.remind', 'report.unreceived') ORDER BY "subject_id", "kind", "due_at", "id");--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_chain" ON "deadlines" USING btree ("subject_id","kind") WHERE kind in ('hazard.remind', 'report.unreceived') and done_at is null;
