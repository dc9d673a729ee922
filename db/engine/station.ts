/**
 * Which station a connection works for. It is said when the connection is made and holds as long as it lives: every row has a
 * `station_id`, new rows take it from here, and the database shows no other station's to anybody. On a connection that does not
 * say it every query fails. Why it is so: docs/adr/0012-a-key-for-the-station.md.
 */
import type postgres from 'postgres'

const SETTING = 'anan.station'

/** The same database, for one station. @param role whom to work as; for whoever the address names where none is said. */
export function ofStation(url: string, station: number, role?: string): string {
  const [place = '', query] = url.split('?')
  const options = new URLSearchParams(query)
  options.set(SETTING, String(station))
  if (role) options.set('role', role)
  return `${place}?${options}`
}

/** The station that a database's address is for; null where it does not say. */
export const stationOf = (url: string): number | null => {
  const said = new URLSearchParams(url.split('?')[1] ?? '').get(SETTING)
  return said === null ? null : Number(said)
}

/** What is apart by name, not by row: queues, cookies. The first station's keep their names of before there were others. */
export const nameAt = (name: string, station: number) => (station > 1 ? `${name}-${station}` : name)

/**
 * Keeps the stations apart, whoever asks, the owner of the tables too. A table without `station_id` is refused: there is none
 * that is everybody's. Doing it again changes nothing.
 * @param owner the connection of whoever owns the tables.
 */
export async function keepApart(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(`
    do $apart$
    declare it record;
    begin
      for it in select c.oid::regclass name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'of_station')) loop
        execute format('drop policy if exists of_station on %s', it.name);
        execute format('create policy of_station on %s using (station_id = current_setting(''${SETTING}'')::int)', it.name);
        execute format('alter table %s enable row level security, force row level security', it.name);
      end loop;
    end $apart$`)
}
