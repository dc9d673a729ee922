CREATE TABLE "receipts" (
	"channel" text NOT NULL,
	"provider_id" text NOT NULL,
	"account" text NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "receipts_channel_provider_id_account_pk" PRIMARY KEY("channel","provider_id","account")
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"warning_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"called_by" text NOT NULL,
	"how" text NOT NULL,
	"result" text NOT NULL,
	"note" text,
	"called_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_warning_id_warnings_id_fk" FOREIGN KEY ("warning_id") REFERENCES "public"."warnings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_warning" ON "calls" USING btree ("warning_id","person_id");