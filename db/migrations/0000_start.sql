CREATE TABLE "accounts" (
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"person_id" uuid,
	"name" text,
	"how" text,
	"bound_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "accounts_channel_account_pk" PRIMARY KEY("channel","account")
);
--> statement-breakpoint
CREATE TABLE "bind_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "chats" (
	"channel" text NOT NULL,
	"chat" text NOT NULL,
	"kind" text NOT NULL,
	"group_id" uuid,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "chats_channel_chat_pk" PRIMARY KEY("channel","chat")
);
--> statement-breakpoint
CREATE TABLE "grids" (
	"id" uuid PRIMARY KEY NOT NULL,
	"village_code" text NOT NULL,
	"seq" smallint NOT NULL,
	"name" text NOT NULL,
	"external_code" text
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"villages" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "groups_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"active" boolean DEFAULT true NOT NULL,
	"on_leave_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "person_roles" (
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"village_code" text,
	"grid_id" uuid
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"village_code" text NOT NULL,
	"grid_id" uuid,
	"owner_id" uuid,
	"lat" double precision,
	"lon" double precision,
	"households" integer,
	"people" integer,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"updated_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"post" text NOT NULL,
	"lines" text[] NOT NULL,
	"start_at" timestamp (3) with time zone NOT NULL,
	"end_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "station" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"township" text NOT NULL,
	"code" text NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "villages" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"name" text PRIMARY KEY NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deadlines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"step" smallint DEFAULT 0 NOT NULL,
	"done_at" timestamp (3) with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"token" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer NOT NULL,
	"answer" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_token_key_pk" PRIMARY KEY("token","key")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigserial NOT NULL,
	"channel" text NOT NULL,
	"event_id" text NOT NULL,
	"chat_key" text NOT NULL,
	"event" jsonb NOT NULL,
	"raw" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"parked_at" timestamp (3) with time zone,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"change" text NOT NULL,
	"subject_id" uuid,
	"actor" text NOT NULL,
	"inbox_id" uuid,
	"data" jsonb NOT NULL,
	"rules" text NOT NULL,
	"drill" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"chat" text,
	"account" text,
	"person_id" uuid,
	"priority" smallint NOT NULL,
	"message" jsonb NOT NULL,
	"drill" boolean DEFAULT false NOT NULL,
	"reply_to" text,
	"slot" text,
	"urgent" jsonb,
	"about_kind" text,
	"about_id" uuid,
	"still" text,
	"state" text DEFAULT 'queued' NOT NULL,
	"available_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"first_tried_at" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"provider_id" text,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slots" (
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"slot" text NOT NULL,
	"provider_id" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "slots_channel_address_slot_pk" PRIMARY KEY("channel","address","slot")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid,
	"channel" text NOT NULL,
	"message_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"name" text,
	"hash" text,
	"type" text,
	"size" integer,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "obligations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"warning_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"village_code" text,
	"grid_id" uuid,
	"role" text NOT NULL,
	"step" smallint DEFAULT 0 NOT NULL,
	"reach" text NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answer" text,
	"answered_how" text
);
--> statement-breakpoint
CREATE TABLE "records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"kind" text NOT NULL,
	"drill" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"fields" jsonb NOT NULL,
	"village_code" text,
	"reporter_id" uuid,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"chat" text,
	"text" text NOT NULL,
	"source_message_ids" text[] NOT NULL,
	"owner_id" uuid,
	"due_on" date,
	"lat" double precision,
	"lon" double precision,
	"datum" text,
	"occurred_at" timestamp (3) with time zone,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "records_no_unique" UNIQUE("no")
);
--> statement-breakpoint
CREATE TABLE "summaries" (
	"day" date NOT NULL,
	"slot" text NOT NULL,
	"person_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"outbox_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "summaries_day_slot_person_id_pk" PRIMARY KEY("day","slot","person_id")
);
--> statement-breakpoint
CREATE TABLE "warnings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"no" text NOT NULL,
	"drill" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"original" text NOT NULL,
	"hash" text NOT NULL,
	"action" text NOT NULL,
	"event" text,
	"colour" text,
	"issuer" text,
	"issued_at" timestamp (3) with time zone,
	"villages" text[] NOT NULL,
	"task" text,
	"missing" text[] DEFAULT '{}' NOT NULL,
	"policy" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"channel" text,
	"chat" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"supersedes" uuid,
	CONSTRAINT "warnings_no_unique" UNIQUE("no")
);
--> statement-breakpoint
CREATE TABLE "web_members" (
	"chat" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "web_members_chat_person_id_pk" PRIMARY KEY("chat","person_id")
);
--> statement-breakpoint
CREATE TABLE "web_messages" (
	"id" text PRIMARY KEY NOT NULL,
	"rev" bigserial NOT NULL,
	"chat" text NOT NULL,
	"account" text,
	"body" jsonb NOT NULL,
	"reply_to" text,
	"key" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"edited_at" timestamp (3) with time zone,
	"recalled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "web_sessions" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bind_codes" ADD CONSTRAINT "bind_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chats" ADD CONSTRAINT "chats_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grids" ADD CONSTRAINT "grids_village_code_villages_code_fk" FOREIGN KEY ("village_code") REFERENCES "public"."villages"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_village_code_villages_code_fk" FOREIGN KEY ("village_code") REFERENCES "public"."villages"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_roles" ADD CONSTRAINT "person_roles_grid_id_grids_id_fk" FOREIGN KEY ("grid_id") REFERENCES "public"."grids"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_village_code_villages_code_fk" FOREIGN KEY ("village_code") REFERENCES "public"."villages"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_grid_id_grids_id_fk" FOREIGN KEY ("grid_id") REFERENCES "public"."grids"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_record_id_records_id_fk" FOREIGN KEY ("record_id") REFERENCES "public"."records"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligations" ADD CONSTRAINT "obligations_warning_id_warnings_id_fk" FOREIGN KEY ("warning_id") REFERENCES "public"."warnings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grids_village_seq" ON "grids" USING btree ("village_code","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "people_phone" ON "people" USING btree ("phone") WHERE active;--> statement-breakpoint
CREATE INDEX "person_roles_person" ON "person_roles" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "shifts_start" ON "shifts" USING btree ("start_at");--> statement-breakpoint
CREATE INDEX "deadlines_due" ON "deadlines" USING btree ("due_at") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "deadlines_subject" ON "deadlines" USING btree ("subject_id") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_event" ON "inbox" USING btree ("channel","event_id");--> statement-breakpoint
CREATE INDEX "inbox_unread" ON "inbox" USING btree ("chat_key","seq") WHERE read_at is null and parked_at is null;--> statement-breakpoint
CREATE INDEX "ledger_subject" ON "ledger" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("channel","priority","available_at") WHERE state in ('queued','leased');--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_slot_queued" ON "outbox" USING btree ("channel","slot",coalesce(chat, account)) WHERE slot is not null and state = 'queued';--> statement-breakpoint
CREATE INDEX "outbox_provider" ON "outbox" USING btree ("channel","provider_id") WHERE provider_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_source" ON "attachments" USING btree ("channel","message_id","key");--> statement-breakpoint
CREATE INDEX "attachments_record" ON "attachments" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "attachments_unfetched" ON "attachments" USING btree ("next_at") WHERE hash is null and error is null;--> statement-breakpoint
CREATE UNIQUE INDEX "obligations_person" ON "obligations" USING btree ("warning_id","person_id");--> statement-breakpoint
CREATE INDEX "obligations_open" ON "obligations" USING btree ("person_id") WHERE answered_at is null;--> statement-breakpoint
CREATE INDEX "records_kind" ON "records" USING btree ("kind","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "records_sender" ON "records" USING btree ("channel","chat","account","received_at");--> statement-breakpoint
CREATE INDEX "records_owner" ON "records" USING btree ("owner_id") WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "records_sources" ON "records" USING gin ("source_message_ids");--> statement-breakpoint
CREATE INDEX "warnings_state" ON "warnings" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "web_messages_key" ON "web_messages" USING btree ("key") WHERE key is not null;--> statement-breakpoint
CREATE INDEX "web_messages_chat" ON "web_messages" USING btree ("chat","created_at");--> statement-breakpoint
CREATE INDEX "web_messages_rev" ON "web_messages" USING btree ("rev");