CREATE TABLE "patrol_places" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"place_id" uuid NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"reminded_for" timestamp (3) with time zone,
	CONSTRAINT "patrol_places_station_id_place_id_pk" PRIMARY KEY("station_id","place_id")
);
--> statement-breakpoint
CREATE TABLE "patrol_visits" (
	"station_id" integer DEFAULT current_setting('anan.station')::int NOT NULL,
	"record_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"visited_at" timestamp (3) with time zone NOT NULL,
	"how" text NOT NULL,
	CONSTRAINT "patrol_visits_station_id_record_id_place_id_pk" PRIMARY KEY("station_id","record_id","place_id")
);
--> statement-breakpoint
ALTER TABLE "patrol_visits" ADD CONSTRAINT "patrol_visits_station_id_record_id_records_station_id_id_fk" FOREIGN KEY ("station_id","record_id") REFERENCES "public"."records"("station_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "patrol_visits_place" ON "patrol_visits" USING btree ("station_id","place_id","visited_at");