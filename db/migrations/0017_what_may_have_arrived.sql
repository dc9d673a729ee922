CREATE TABLE "packets" (
	"outbox_id" uuid PRIMARY KEY NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "doubt" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "stop_id" uuid;--> statement-breakpoint
ALTER TABLE "packets" ADD CONSTRAINT "packets_outbox_id_outbox_id_fk" FOREIGN KEY ("outbox_id") REFERENCES "public"."outbox"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
-- what a state claimed that was not known, or said in one word for two things
UPDATE "broadcasts" b SET "state" = 'partial' WHERE b."state" = 'failed' AND EXISTS (SELECT 1 FROM "broadcast_villages" v WHERE v."broadcast_id" = b."id" AND v."state" = 'played');--> statement-breakpoint
UPDATE "broadcasts" b SET "state" = 'refused' WHERE b."state" = 'failed' AND NOT EXISTS (SELECT 1 FROM "broadcast_villages" v WHERE v."broadcast_id" = b."id" AND v."state" <> 'unreported');--> statement-breakpoint
UPDATE "broadcasts" b SET "state" = 'expired' WHERE b."state" = 'cancelled' AND NOT EXISTS (SELECT 1 FROM "broadcast_villages" v WHERE v."broadcast_id" = b."id" AND v."state" <> 'unreported');--> statement-breakpoint
UPDATE "broadcasts" SET "state" = 'stopping' WHERE "stop" IS NOT NULL AND "ended_at" IS NULL AND "state" IN ('approved', 'accepted', 'waiting', 'playing');
