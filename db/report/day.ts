/** Figures of a day's disaster reports. */
import { sql } from 'drizzle-orm'
import type { DecisionContext } from '#domain/kernel/situation.ts'
import type { ReportsDay } from '#domain/report/needs.ts'
import type { Tx } from '../engine/tx.ts'
import { type Bounds, bounds, COUNTED, received } from '../record/day.ts'
import { openStates } from '../record/states.ts'

export async function reportsOfDay(tx: Tx, day: string, g: DecisionContext): Promise<{ reports: ReportsDay }> {
  const span = bounds(day, g)
  const real = sql`kind = 'disaster_report' and ${COUNTED} and state <> 'false_alarm'`
  const [[counts], latest, tolls] = await Promise.all([
    tx.execute<{ raised: number; open: number }>(
      sql`select count(*) filter (where ${received(span)})::int raised, count(*) filter (where state in ${openStates('disaster_report')})::int open from records where ${real}`,
    ),
    tx.execute<{ no: string; place: string | null; kind: string | null }>(
      sql`select no, fields->>'place' place, fields->>'kind' kind from records where ${real} and ${received(span)} order by id desc limit 5`,
    ),
    casualties(tx, span),
  ])
  const lines = [...latest].map((r) => `${r.no} ${r.kind ?? ''} ${r.place ?? ''}`.trim())
  return { reports: { ...counts!, ...tolls, latest: lines } }
}

const sum = (key: string) =>
  sql`coalesce(sum(case when jsonb_typeof(fields->${key}) = 'number' then (fields->>${key})::numeric end), 0)::float8`

type Tolls = Omit<ReportsDay, 'raised' | 'open' | 'latest'>

/** Several events of one report each counted. */
async function casualties(tx: Tx, span: Bounds): Promise<Tolls> {
  const [row] = await tx.execute<Tolls & Record<string, number>>(sql`
    with r as (select case when jsonb_typeof(fields->'events') = 'array' then fields->'events' else jsonb_build_array(fields) end events from records
      where kind = 'disaster_report' and ${COUNTED} and state <> 'false_alarm' and ${received(span)}),
    e as (select f fields from r cross join lateral jsonb_array_elements(r.events) f)
    select ${sum('deaths')} deaths, ${sum('missing')} missing, ${sum('injured')} injured, ${sum('trapped')} trapped,
      count(*) filter (where not fields ?| array['deaths','injured','missing','trapped','deaths_about','injured_about','missing_about','trapped_about'])::int "silentOnCasualties" from e`)
  const abouts = await tx.execute<{ place: string | null; of: keyof typeof ABOUT; about: string }>(sql`
    select coalesce(r.fields->>'place', r.fields->>'village') place, k.of, r.fields->>(k.of || '_about') about
      from records r cross join lateral unnest(${sql.raw(`array['${Object.keys(ABOUT).join("','")}']`)}) k(of)
      where r.kind = 'disaster_report' and ${COUNTED} and state <> 'false_alarm' and ${received(span)} and r.fields ? (k.of || '_about')
      order by r.id limit 20`)
  const about = [...abouts].map((a) => `${ABOUT[a.of]}${a.about}${a.place ? `（${a.place}）` : ''}`)
  return { ...row!, ...(about.length ? { about } : {}) }
}

const ABOUT = { deaths: '遇难', missing: '失踪', injured: '受伤', trapped: '被困' } as const
