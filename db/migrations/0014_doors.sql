CREATE TABLE "code_tries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"person_id" uuid,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "web_media" (
	"hash" text NOT NULL,
	"person_id" uuid NOT NULL,
	"bytes" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "web_media_hash_person_id_pk" PRIMARY KEY("hash","person_id")
);
--> statement-breakpoint
-- Codes lived a day and are minutes now: those given out end, and whoever still needs one is given another.
TRUNCATE "bind_codes";--> statement-breakpoint
ALTER TABLE "bind_codes" DROP CONSTRAINT "bind_codes_pkey";--> statement-breakpoint
ALTER TABLE "bind_codes" ADD COLUMN "id" uuid PRIMARY KEY NOT NULL;--> statement-breakpoint
ALTER TABLE "bind_codes" ADD COLUMN "made_at" timestamp (3) with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "bind_codes" ADD COLUMN "tries_before" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "bind_codes" ADD COLUMN "voided_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "web_sessions" ADD COLUMN "id" uuid NOT NULL DEFAULT gen_random_uuid();--> statement-breakpoint
ALTER TABLE "web_sessions" ALTER COLUMN "id" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "web_sessions" ADD COLUMN "how" text NOT NULL DEFAULT 'code';--> statement-breakpoint
ALTER TABLE "web_sessions" ALTER COLUMN "how" DROP DEFAULT;--> statement-breakpoint
-- the demo station's people were chosen, and such a session ends with the demo
UPDATE "web_sessions" s SET how = 'picker' FROM accounts a WHERE a.channel = 'web' AND a.how = 'seed' AND a.person_id = s.person_id;--> statement-breakpoint
ALTER TABLE "web_sessions" ADD COLUMN "agent" text;--> statement-breakpoint
ALTER TABLE "web_sessions" ADD COLUMN "seen_at" timestamp (3) with time zone NOT NULL DEFAULT now();--> statement-breakpoint
ALTER TABLE "web_sessions" ALTER COLUMN "seen_at" DROP DEFAULT;--> statement-breakpoint
CREATE INDEX "code_tries_at" ON "code_tries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "web_media_person" ON "web_media" USING btree ("person_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "bind_codes_live" ON "bind_codes" USING btree ("hash") WHERE used_at is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "bind_codes_person" ON "bind_codes" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "web_messages_files" ON "web_messages" USING gin ((body->'attachments') jsonb_path_ops);--> statement-breakpoint
CREATE INDEX "web_sessions_person" ON "web_sessions" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "web_sessions" ADD CONSTRAINT "web_sessions_id_unique" UNIQUE("id");