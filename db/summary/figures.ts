/** The day's figures, counted from the records in a few queries; drills, unverified and ended-without-effect records are out. */
import { sql } from 'drizzle-orm'
import { onDuty } from '#domain/kernel/roster.ts'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import { addDays, at, dayOf } from '#domain/kernel/time.ts'
import { isHere } from '#domain/record/presence.ts'
import type { Rec } from '#domain/record/record.ts'
import type { DayFigures } from '#domain/summary/summary.ts'
import type { Tx } from '../engine/tx.ts'
import { UNSENT } from '../flow/outbox.ts'
import { openStates } from '../record/states.ts'
import { records } from '../record/tables.ts'

type Row = Record<string, unknown>

/** @param day the station's day, YYYY-MM-DD; "so far" when it is today. */
export async function dayFigures(tx: Tx, g: DecisionContext, day: string): Promise<DayFigures> {
  const from = at(day, '00:00', g.tz).toISOString()
  const to = at(addDays(day, 1), '00:00', g.tz).toISOString()
  const today = dayOf(g.now, g.tz)
  const real = sql`not drill and state not in ('unverified','refused','withdrawn','merged')`
  const num = (key: string) =>
    sql`coalesce(sum(case when jsonb_typeof(fields->${key}) = 'number' then (fields->>${key})::numeric end), 0)::float8`
  const inDay = sql`received_at >= ${from} and received_at < ${to}`
  const one = async (query: ReturnType<typeof sql>): Promise<Row> => (await tx.execute<Row>(query))[0] ?? {}
  const [reports, hazards, other, warnings, silent, outbox, latest, present] = await Promise.all([
    one(
      sql`select count(*) filter (where ${inDay})::int raised, count(*) filter (where state in ${openStates('disaster_report')})::int open from records where kind = 'disaster_report' and ${real} and state <> 'false_alarm'`,
    ),
    one(sql`select count(*) filter (where ${inDay})::int found, count(*) filter (where state = 'cleared' and updated_at >= ${from} and updated_at < ${to})::int cleared,
      count(*) filter (where state in ${openStates('hazard_report')})::int open, count(*) filter (where state in ('registered','rectifying') and due_on < ${today})::int overdue,
      count(*) filter (where state = 'recheck')::int recheck from records where kind = 'hazard_report' and ${real}`),
    one(
      sql`select count(*) filter (where kind = 'patrol' and ${real})::int patrols, count(*) filter (where state = 'unverified' and not drill)::int unverified, count(*) filter (where drill)::int drills from records where ${inDay}`,
    ),
    one(sql`select count(distinct w.id)::int issued, count(distinct w.id) filter (where w.state = 'open')::int open, count(o.id) filter (where o.ended_at is null)::int asked, count(o.answered_at)::int answered
      from warnings w left join obligations o on o.warning_id = w.id where not w.drill and w.opened_at >= ${from} and w.opened_at < ${to}`),
    tx.execute<Row>(
      sql`select distinct p.id, p.name from obligations o join warnings w on w.id = o.warning_id join people p on p.id = o.person_id where w.state = 'open' and not w.drill and o.answered_at is null and o.ended_at is null order by p.id`,
    ),
    one(
      sql`select count(*)::int n from outbox where not drill and (state in ('refused','unknown') and created_at >= ${from} or ${UNSENT} and available_at < ${new Date(g.now.getTime() - 600_000).toISOString()})`,
    ),
    tx.execute<Row>(
      sql`select no, fields->>'place' place, fields->>'kind' kind from records where kind = 'disaster_report' and ${real} and state <> 'false_alarm' and ${inDay} order by id desc limit 5`,
    ),
    tx
      .select()
      .from(records)
      .where(
        sql`kind = 'check_in' and ${real} and received_at >= ${new Date(g.now.getTime() - 24 * 3600_000).toISOString()}`,
      ),
  ])
  const tolls = await casualties(tx, from, to, num)
  const running = onDuty(g.roster, g.now)
  const sheet = [...new Map(running.map((d) => [d.person.id, d.person])).values()]
  const here = new Set(running.filter((d) => isHere(present as Rec[], d.person, d.shift)).map((d) => d.person.id))
  const n = (v: unknown) => Number(v ?? 0)
  return {
    day,
    reports: {
      raised: n(reports.raised),
      open: n(reports.open),
      ...tolls,
      latest: [...latest].map((r) => `${r.no} ${r.kind ?? ''} ${r.place ?? ''}`.trim()),
    },
    hazards: {
      found: n(hazards.found),
      cleared: n(hazards.cleared),
      open: n(hazards.open),
      overdue: n(hazards.overdue),
      awaitingRecheck: n(hazards.recheck),
    },
    warnings: {
      issued: n(warnings.issued),
      open: n(warnings.open),
      asked: n(warnings.asked),
      answered: n(warnings.answered),
      silent: [...silent].map((r) => String(r.name)),
    },
    duty: {
      onSheet: sheet.length,
      present: sheet.filter((p) => here.has(p.id)).length,
      absent: sheet.filter((p) => !here.has(p.id)).map((p) => p.name),
    },
    patrols: n(other.patrols),
    unverified: n(other.unverified),
    undelivered: n(outbox.n),
    drills: n(other.drills),
  }
}

/** Figures of the day's reports, several events of one report each counted. Moves reported on their own count as evacuated too. */
async function casualties(tx: Tx, from: string, to: string, num: (key: string) => ReturnType<typeof sql>) {
  const rows = await tx.execute<Row>(sql`
    with r as (select kind, case when jsonb_typeof(fields->'events') = 'array' then fields->'events' else jsonb_build_array(fields) end events from records
      where kind in ('disaster_report','evacuation') and not drill and state not in ('unverified','refused','withdrawn','false_alarm','merged') and received_at >= ${from} and received_at < ${to}),
    e as (select r.kind, f fields from r cross join lateral jsonb_array_elements(r.events) f)
    select ${num('deaths')} deaths, ${num('missing')} missing, ${num('injured')} injured, ${num('trapped')} trapped,
      coalesce(sum(case when jsonb_typeof(fields->'evacuated_people') = 'number' and fields->>'direction' is distinct from '返回' then (fields->>'evacuated_people')::numeric end), 0)::float8 evacuated,
      count(*) filter (where kind = 'disaster_report' and not fields ?| array['deaths','injured','missing','trapped'])::int silent from e`)
  const r = rows[0] ?? {}
  return {
    deaths: Number(r.deaths),
    missing: Number(r.missing),
    injured: Number(r.injured),
    trapped: Number(r.trapped),
    evacuated: Number(r.evacuated),
    silentOnCasualties: Number(r.silent),
  }
}
