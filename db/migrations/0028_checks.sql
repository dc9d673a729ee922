CREATE TABLE "inspection_items" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"inspection_id" uuid NOT NULL,
	"seq" smallint NOT NULL,
	"item" text NOT NULL,
	"result" text,
	"wrong" text,
	"hazard_id" uuid,
	"hazard_no" text,
	"by_id" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "inspection_items_station_id_inspection_id_seq_pk" PRIMARY KEY("station_id","inspection_id","seq")
);
--> statement-breakpoint
CREATE TABLE "inspection_plans" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"place_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"reminded_for" date,
	CONSTRAINT "inspection_plans_station_id_place_id_pk" PRIMARY KEY("station_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "inspections" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"id" uuid NOT NULL,
	"unit" text NOT NULL,
	"unit_kind" text NOT NULL,
	"place_id" uuid,
	"by_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"chat" text NOT NULL,
	"begun_at" timestamp (3) with time zone NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "inspections_station_id_id_pk" PRIMARY KEY("station_id","id")
);
--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "wgs_lat" double precision;--> statement-breakpoint
ALTER TABLE "records" ADD COLUMN "wgs_lon" double precision;--> statement-breakpoint
ALTER TABLE "inspection_items" ADD CONSTRAINT "inspection_items_station_id_inspection_id_inspections_station_id_id_fk" FOREIGN KEY ("station_id","inspection_id") REFERENCES "public"."inspections"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspections" ADD CONSTRAINT "inspections_station_id_id_records_station_id_id_fk" FOREIGN KEY ("station_id","id") REFERENCES "public"."records"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inspection_items_hazard" ON "inspection_items" USING btree ("station_id","hazard_id") WHERE hazard_id is not null;--> statement-breakpoint
CREATE INDEX "inspections_open" ON "inspections" USING btree ("station_id","touched_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "inspections_ended" ON "inspections" USING btree ("station_id","ended_at");--> statement-breakpoint
CREATE INDEX "inspections_place" ON "inspections" USING btree ("station_id","place_id","ended_at");