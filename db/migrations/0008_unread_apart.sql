-- What is still to be read moves beside its wide row, which is never copied again to be marked.
CREATE TABLE "unread" (
	"chat_key" text NOT NULL,
	"seq" bigint NOT NULL,
	"inbox_id" uuid NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone,
	"error" text,
	CONSTRAINT "unread_chat_key_seq_pk" PRIMARY KEY("chat_key","seq")
);
--> statement-breakpoint
insert into unread (chat_key, seq, inbox_id, attempts, next_at, error)
	select chat_key, seq, id, attempts, case when parked_at is null then next_at end, error from inbox where read_at is null;
--> statement-breakpoint
-- every message enters and leaves it: its dead entries are cleared early
alter table unread set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
--> statement-breakpoint
alter table inbox reset (autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, fillfactor);
--> statement-breakpoint
DROP INDEX "inbox_unread";--> statement-breakpoint
ALTER TABLE "inbox" DROP COLUMN "read_at";--> statement-breakpoint
ALTER TABLE "inbox" DROP COLUMN "attempts";--> statement-breakpoint
ALTER TABLE "inbox" DROP COLUMN "next_at";--> statement-breakpoint
ALTER TABLE "inbox" DROP COLUMN "parked_at";--> statement-breakpoint
ALTER TABLE "inbox" DROP COLUMN "error";