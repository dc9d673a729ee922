ALTER TABLE "warnings" ADD COLUMN "sender" text;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "code" text;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "effective_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "doubts" jsonb DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "said" jsonb;--> statement-breakpoint
CREATE INDEX "warnings_identifier" ON "warnings" USING btree ("identifier") WHERE identifier is not null;--> statement-breakpoint
CREATE INDEX "warnings_follows" ON "warnings" USING gin ("follows");