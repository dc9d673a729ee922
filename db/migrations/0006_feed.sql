CREATE TABLE "feed_items" (
	"source" text NOT NULL,
	"hash" text NOT NULL,
	"identifier" text NOT NULL,
	"outcome" text NOT NULL,
	"warning_id" uuid,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "feed_items_source_hash_pk" PRIMARY KEY("source","hash")
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"source" text PRIMARY KEY NOT NULL,
	"etag" text,
	"last_modified" text,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"ok_at" timestamp (3) with time zone,
	"failing_since" timestamp (3) with time zone,
	"error" text,
	"told_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "feed_items_seen" ON "feed_items" USING btree ("seen_at");