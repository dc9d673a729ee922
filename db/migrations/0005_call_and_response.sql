CREATE TABLE "chat_members" (
	"channel" text NOT NULL,
	"chat" text NOT NULL,
	"account" text NOT NULL,
	CONSTRAINT "chat_members_channel_chat_account_pk" PRIMARY KEY("channel","chat","account")
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"warning_id" uuid,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"cleared_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "heartbeats" (
	"name" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "step" smallint;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "village" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "grid" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "places" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "channel" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "chat" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "account" text;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "contact_id" uuid;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "acted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "acted_record_id" uuid;--> statement-breakpoint
ALTER TABLE "obligations" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "area" jsonb DEFAULT '{"grids":[],"places":[],"polygons":[]}' NOT NULL;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "chats" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "unannounced" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "findings_open" ON "findings" USING btree ("key") WHERE cleared_at is null;--> statement-breakpoint
CREATE INDEX "findings_warning" ON "findings" USING btree ("warning_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deadlines_card" ON "deadlines" USING btree ("subject_id") WHERE kind = 'warning.card' and done_at is null;--> statement-breakpoint
CREATE INDEX "outbox_warning" ON "outbox" USING btree ("about_id") WHERE about_kind = 'warning';