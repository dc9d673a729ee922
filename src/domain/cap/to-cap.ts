/** A warning as the service relays it, to CAP 1.2: one info for each signal, the original unchanged in its description. */
import { isoIn } from '../kernel/time.ts'
import { kindNamed, NATIONAL, type Profile } from './profile.ts'
import { NO_SIGNAL, type Signal } from './signal.ts'
import type { CapAlert, CapArea, CapInfo, MsgType, Reference } from './types.ts'

export interface Outgoing {
  /** Unique for each message sent, also for each change: an identifier is never used again for a new version. */
  identifier: string
  sender: string
  sentAt: Date
  tz: string
  drill: boolean
  /** What the original says; empty where no signal was read from it. */
  signals: readonly Signal[]
  original: string
  /** SHA-256 of the original, hex. */
  hash: string
  /** Where it is relayed to, with the 12-digit codes. */
  areas: readonly { name: string; code: string | null }[]
  /** Our own messages this one changes or ends. */
  references?: readonly Reference[]
  /** Our own task text, kept apart from the original. */
  note?: string
}

/** Always a valid alert: whatever the original does not say is left out or Unknown. */
export function alertOf(out: Outgoing, profile: Profile = NATIONAL): CapAlert {
  const signals = out.signals.length ? out.signals : [NO_SIGNAL]
  const references = out.references?.length ? out.references : undefined
  const source = signals.find((s) => s.issuer)?.issuer
  return {
    identifier: out.identifier,
    sender: out.sender,
    sent: capTime(out.sentAt, out.tz),
    status: out.drill ? 'Exercise' : 'Actual',
    msgType: msgTypeOf(signals, !!references),
    ...(source && { source }),
    scope: 'Public',
    ...(out.note?.trim() && { note: out.note }),
    ...(references && { references }),
    info: signals.map((signal) => infoOf(signal, out, profile)),
  }
}

/** A message that names none it follows can only be an Alert. */
function msgTypeOf(signals: readonly Signal[], follows: boolean): MsgType {
  if (!follows) return 'Alert'
  return signals.every((s) => s.action === 'lift') ? 'Cancel' : 'Update'
}

/** CAP writes UTC as -00:00. */
export const capTime = (t: Date, tz: string) => isoIn(t, tz).replace(/\+00:00$/, '-00:00')

function infoOf(signal: Signal, out: Outgoing, profile: Profile): CapInfo {
  const { valueNames } = profile
  const colour = signal.colour ? profile.colours[signal.colour] : undefined
  const lift = signal.action === 'lift'
  const effective = signal.issuedAt ?? out.sentAt
  const onset = signal.horizon?.from
  const expires = signal.horizon?.until
  const pair = (valueName: string, value: string | null | undefined) => (value ? [{ valueName, value }] : [])
  return {
    language: profile.language,
    category: [(signal.kind && kindNamed(profile, signal.kind)?.category) || (signal.kind ? 'Met' : 'Other')],
    event: signal.kind ?? (out.drill ? '演练' : '通知'),
    ...(lift && { responseType: ['AllClear' as const] }),
    urgency: lift ? 'Past' : (colour?.urgency ?? 'Unknown'),
    severity: colour?.severity ?? 'Unknown',
    certainty: colour?.certainty ?? 'Unknown',
    ...(signal.code && { eventCode: pair(valueNames.eventCode, signal.code) }),
    effective: capTime(effective, out.tz),
    ...(onset && onset > effective && { onset: capTime(onset, out.tz) }),
    ...(expires && expires > effective && { expires: capTime(expires, out.tz) }),
    senderName: signal.issuer ?? out.sender,
    headline: headlineOf(out.original),
    description: out.original,
    ...(signal.guides.length && { instruction: signal.guides.join('\n') }),
    parameter: [
      ...pair(valueNames.colour, signal.colour),
      ...pair(valueNames.action, signal.action),
      ...pair(valueNames.hash, out.hash),
    ],
    ...areaOf(signal, out.areas, profile),
  }
}

/** The original's own first words, up to what it goes on to say; CAP asks for no more than 160 characters. */
const headlineOf = (original: string) =>
  original
    .trim()
    .split(/[：:。\n]/)[0]!
    .slice(0, 160) || original.slice(0, 160)

/** A signal for a part of the area says so; else where it is relayed to. */
function areaOf({ area }: Signal, areas: Outgoing['areas'], profile: Profile): { area?: CapArea[] } {
  const own = area?.part ? { names: [area.text], codes: area.codes } : undefined
  const names = own?.names ?? areas.map((a) => a.name)
  const codes = own?.codes ?? areas.flatMap(({ code }) => (code ? [code] : []))
  if (!names.length) return {}
  const geocode = codes.map((value) => ({ valueName: profile.valueNames.areaCode, value }))
  return { area: [{ areaDesc: names.join('、'), ...(geocode.length && { geocode }) }] }
}
