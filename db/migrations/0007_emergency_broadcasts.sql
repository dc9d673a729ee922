CREATE TABLE "broadcast_villages" (
	"broadcast_id" uuid NOT NULL,
	"village_code" text NOT NULL,
	"state" text NOT NULL,
	"coverage" real,
	"reached" text,
	"note" text,
	"reported_at" timestamp (3) with time zone,
	CONSTRAINT "broadcast_villages_broadcast_id_village_code_pk" PRIMARY KEY("broadcast_id","village_code")
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"drill" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"warning_id" uuid,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"hash" text NOT NULL,
	"villages" text[] NOT NULL,
	"event" text,
	"severity" smallint NOT NULL,
	"reason" text NOT NULL,
	"minutes" integer NOT NULL,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"approval" jsonb,
	"serial" text,
	"play_id" uuid,
	"start_at" timestamp (3) with time zone,
	"end_at" timestamp (3) with time zone,
	"stop" jsonb,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "broadcasts_no_unique" UNIQUE("no")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"channel" text PRIMARY KEY NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"last_ok_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"code" text,
	"lost_at" timestamp (3) with time zone,
	"heard_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "broadcast_villages" ADD CONSTRAINT "broadcast_villages_broadcast_id_broadcasts_id_fk" FOREIGN KEY ("broadcast_id") REFERENCES "public"."broadcasts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_warning_id_warnings_id_fk" FOREIGN KEY ("warning_id") REFERENCES "public"."warnings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "broadcasts_serial" ON "broadcasts" USING btree ("serial");--> statement-breakpoint
CREATE INDEX "broadcasts_open" ON "broadcasts" USING btree ("id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "broadcasts_warning" ON "broadcasts" USING btree ("warning_id") WHERE warning_id is not null;