/** @jsxImportSource hono/jsx */
/** What the warning pages share: how times, people, places and levels are shown. */
import { clockOf, dayOf, saidTime } from '#domain/deadline.ts'
import { type Evidence, type EvidenceFacts, evidenceOf } from '#domain/evidence.ts'
import { DRILL_MARK } from '#domain/message.ts'
import { maskText } from '#domain/privacy.ts'
import { maskPhone, ROLES, type Role, type Roster } from '#domain/roster.ts'
import type { CallStep } from '#domain/settings.ts'
import { type Colour, type Obligation, titleOf, type Warning } from '#domain/warning.ts'
import { COLOUR_WORDS } from '#domain/words.ts'

/** One warning as a page shows it. */
export interface Shown {
  evidence: Evidence
  roster: Roster
  now: Date
  tz: string
}

export const shown = (facts: EvidenceFacts, roster: Roster, now: Date, tz: string): Shown => ({
  evidence: evidenceOf(facts, roster),
  roster,
  now,
  tz,
})

/** 【演练】 stands first wherever a drill is named. */
export const nameOf = (w: Warning) => `${w.drill ? DRILL_MARK : ''}${titleOf(w)}`

export const STEP_WORDS: Record<CallStep['how'], string> = {
  again: '再提醒一次本人',
  urgent: '加急提醒本人',
  next_contact: '请下一联系人帮忙通知',
  leader: '报带班领导和镇领导',
  door_knock: '派人上门叫应',
}
export const stepWords = (how: string) => (STEP_WORDS as Record<string, string>)[how] ?? how

export const REACH_WORDS: Record<Obligation['reach'], string> = { ok: '', unbound: '无账号', on_leave: '请假' }

/** What a page needs to name people and places; numbers in people's words are hidden. */
export function naming({ roster, tz, now }: Pick<Shown, 'roster' | 'tz' | 'now'>) {
  const village = (code: string | null) => roster.villages.find((v) => v.code === code)?.name ?? '镇里'
  const grids = new Map(roster.grids.map((g) => [g.id, g]))
  const role = (held: string) => ROLES[held as Role] ?? held
  return {
    village,
    person: (id: string) => roster.people.get(id)?.name ?? (id.startsWith('token:') ? id.slice(6) : '（已离开）'),
    actor: (id: string) => (id === 'anan' ? '安安' : (roster.people.get(id)?.name ?? id.replace(/^token:/, '接口 '))),
    grid: (id: string | null) => grids.get(id ?? '')?.name ?? '',
    role,
    /** Where in a village somebody stands: their grid, else what they are. */
    post: (o: Obligation) => grids.get(o.gridId ?? '')?.name ?? role(o.role),
    seq: (gridId: string | null) => grids.get(gridId ?? '')?.seq ?? 0,
    phone: (id: string) => maskPhone(roster.people.get(id)?.phone),
    area: (w: Warning) => (w.villages.length ? w.villages.map(village).join('、') : `全${roster.station.township}`),
    words: (said: string | null) => (said ? maskText(said) : ''),
    /** The time of day, with its day where that is not today. */
    time: (at: Date | null | undefined) =>
      !at ? '' : dayOf(at, tz) === dayOf(now, tz) ? clockOf(at, tz) : saidTime(at, tz),
  }
}

/** Rows by a key, keys in the order they first come. */
export function grouped<R>(rows: R[], keyOf: (row: R) => string): [string, R[]][] {
  const groups = new Map<string, R[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups]
}

const SHAPES: Record<Colour, string> = {
  red: 'M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20z',
  orange: 'M12 2L23 21H1z',
  yellow: 'M12 1L23 12L12 23L1 12z',
  blue: 'M1 3H23L12 22z',
}

/** A level by colour, shape and word together, so that none of them is needed to read it. */
export const Level = ({ colour }: { colour: Colour | null }) =>
  colour ? (
    <span class={`level ${colour}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={SHAPES[colour]} />
      </svg>
      {COLOUR_WORDS[colour]}
    </span>
  ) : null

/** The band no drill page is without. */
export const DrillBand = ({ drill }: { drill: boolean }) =>
  drill ? <p class="drill-band">【演练】这是演练，不是真的预警【演练】</p> : null

/** The original unchanged, set apart, with who issued it and when. */
export const Original = ({ w, tz }: { w: Warning; tz: string }) => (
  <blockquote class="original">
    <p>{w.original}</p>
    <footer>
      {w.issuer ?? '发布单位未写明'} · {w.issuedAt ? saidTime(w.issuedAt, tz) : '时间未写明'}
    </footer>
  </blockquote>
)
