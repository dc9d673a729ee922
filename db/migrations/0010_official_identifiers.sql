ALTER TABLE "warnings" ADD COLUMN "identifier" text;--> statement-breakpoint
ALTER TABLE "warnings" ADD COLUMN "follows" text[] DEFAULT '{}' NOT NULL;