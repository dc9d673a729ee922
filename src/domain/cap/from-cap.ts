/** A CAP alert to the signals it carries. Where the message says one thing in codes and another in words, the codes decide and it is flagged. */

import { COLOURS, colourOfSeverity, type Doubt, kindNamed, NATIONAL, type Profile, readEventCode } from './profile.ts'
import { coded, NO_SIGNAL, type Signal, type SignalArea } from './signal.ts'
import type { Colour, WarningAction } from './terms.ts'
import { readWarning } from './text.ts'
import { guidesIn } from './text-guides.ts'
import type { Clock } from './text-time.ts'
import { wordsIn } from './text-words.ts'
import type { CapAlert, CapInfo } from './types.ts'

export interface CapReading {
  signals: Signal[]
  /** `Exercise`: the same path, with the drill flag. */
  drill: boolean
  /** False for System, Test and Draft, and for Ack and Error: nothing to tell anybody. */
  forPeople: boolean
  /** What people are shown: headline, description and instruction as they stand, one below the other. */
  original: string
  /** The same for each signal alone. */
  originals: string[]
}

/** Reads one alert; an alert in several languages is read in Chinese where it has it. */
export function signalsOf(alert: CapAlert, tz: string, profile: Profile = NATIONAL): CapReading {
  const infos = alert.info ?? []
  const chinese = infos.filter((info) => info.language?.toLowerCase().startsWith('zh'))
  const read = chinese.length ? chinese : infos
  const clock: Clock = { sentAt: new Date(alert.sent), tz }
  const forPeople =
    (alert.status === 'Actual' || alert.status === 'Exercise') && alert.msgType !== 'Ack' && alert.msgType !== 'Error'
  const signals = read.map((info) => signalOf(alert, info, clock, profile))
  const said = read.map(saidIn)
  const original = [...new Set(said)].join('\n\n') || saidWithout(alert)
  return {
    signals: !forPeople ? [] : signals.length ? signals : [wordless(alert)],
    drill: alert.status === 'Exercise',
    forPeople,
    original,
    originals: signals.length ? said.map((own) => own || original) : [original],
  }
}

const followsOf = (alert: CapAlert): Signal['follows'] =>
  (alert.references ?? []).map((r) => ({ identifier: r.identifier, issuedAt: new Date(r.sent) }))

/** A Cancel need not say more than which message it ends. */
const wordless = (alert: CapAlert): Signal => ({
  ...NO_SIGNAL,
  sender: alert.sender,
  issuer: alert.source ?? alert.sender,
  issuedAt: new Date(alert.sent),
  timeFrom: 'carrier',
  action: alert.msgType === 'Cancel' ? 'lift' : 'update',
  identifier: alert.identifier,
  follows: followsOf(alert),
})

const saidWithout = ({ note, msgType, references = [] }: CapAlert) =>
  note ?? `${msgType === 'Cancel' ? '取消预警' : '更新预警'}：${references.map((r) => r.identifier).join('、')}`

/** A headline the description begins with is not said twice. */
function saidIn({ headline, description, instruction }: CapInfo): string {
  const shown = description && headline && description.startsWith(headline) ? undefined : headline
  return [shown, description, instruction].filter(Boolean).join('\n')
}

function signalOf(alert: CapAlert, info: CapInfo, clock: Clock, profile: Profile): Signal {
  const text = [info.headline, info.description].filter(Boolean).join('\n')
  const said = readWarning(text, clock, profile).signals.filter((s) => !s.standing)
  const kind = kindIn(info, profile, said[0]?.kind ?? null)
  const spoken = said.find((s) => s.kind === kind.name) ?? said[0]
  const action = actionOf(alert, info, spoken?.action)
  const colour = colourIn(info, profile, spoken?.colour ?? null, action === 'lift')
  const issuedAt = spoken?.issuedAt ?? new Date(info.effective ?? alert.sent)
  const until = info.expires ? new Date(info.expires) : null
  const from = new Date(info.onset ?? info.effective ?? alert.sent)
  return coded(
    {
      ...NO_SIGNAL,
      sender: alert.sender,
      issuer: info.senderName ?? spoken?.issuer ?? alert.source ?? null,
      issuedAt,
      timeFrom: spoken?.issuedAt ? 'text' : 'carrier',
      action,
      kind: kind.name,
      code: kind.code,
      colour: colour.colour,
      before: spoken?.before ?? null,
      area: areaOf(info, spoken?.area ?? null),
      effective: info.onset || info.effective ? from : null,
      expires: until,
      horizon:
        spoken?.horizon ?? (until && { text: `至${info.expires}`, hours: hoursBetween(from, until), from, until }),
      guides: info.instruction ? guidesIn(`防御指南：${info.instruction}`).items : (spoken?.guides ?? []),
      identifier: alert.identifier,
      follows: followsOf(alert),
      flags: [
        ...kind.flags,
        ...colour.flags,
        ...(spoken?.action === 'lift' && action !== 'lift' ? [{ flag: 'action_differs' as const }] : []),
      ],
    },
    profile,
  )
}

const hoursBetween = (from: Date, until: Date) => Math.round((until.getTime() - from.getTime()) / 3_600_000)

/** The message type says whether it begins, changes or ends something; how it changes is said in words. */
function actionOf(alert: CapAlert, info: CapInfo, said: WarningAction = 'issue'): WarningAction {
  if (alert.msgType === 'Cancel' || info.responseType?.includes('AllClear')) return 'lift'
  return said !== 'issue' && said !== 'lift' ? said : alert.msgType === 'Update' ? 'update' : 'issue'
}

/** The code's kind, else the event's name, else the headline's; a name that says another kind than the code is flagged. */
function kindIn(
  info: CapInfo,
  profile: Profile,
  said: string | null,
): { name: string; code: string | null; flags: Doubt[] } {
  const byCode = (info.eventCode ?? []).map((pair) => readEventCode(profile, pair.value).kind).find(Boolean)
  const word = wordsIn(info.event, profile).find((w) => w.type === 'kind')
  const named = [kindNamed(profile, info.event) ?? kindNamed(profile, word?.name ?? ''), kindNamed(profile, said ?? '')]
  const other = byCode && named.find((n) => n && n !== byCode)
  const kind = byCode ?? named[0] ?? named[1]
  return {
    name: kind?.name ?? said ?? info.event,
    code: kind?.code ?? null,
    flags: other ? [{ flag: 'code_differs', taken: byCode.name, said: other.name }] : [],
  }
}

/**
 * The profile's parameter, the code's ending, the severity, the words: the first that says a colour; others that say another are
 * flagged. The severity of an end is that of no danger, and says no colour.
 */
function colourIn(
  info: CapInfo,
  profile: Profile,
  said: Colour | null,
  ends: boolean,
): { colour: Colour | null; flags: Doubt[] } {
  const parameter = info.parameter?.find((p) => p.valueName === profile.valueNames.colour)?.value
  const names = [
    COLOURS.find((c) => c === parameter?.toLowerCase() || profile.colours[c].name === parameter),
    ...(info.eventCode ?? []).map((pair) => readEventCode(profile, pair.value).colour),
    ends ? null : colourOfSeverity(profile, info.severity),
    said,
  ].filter((c): c is Colour => !!c)
  const colour = names[0] ?? null
  const other = names.find((c) => c !== colour)
  const name = (c: Colour) => profile.colours[c].name
  return { colour, flags: colour && other ? [{ flag: 'colour_differs', taken: name(colour), said: name(other) }] : [] }
}

const AREA_CODE = /^\d{6}(?:\d{3}){0,3}$/

/** An area given is a part told by itself, however large: what changes or ends it says so by its own area. */
function areaOf(info: CapInfo, said: SignalArea | null): SignalArea | null {
  const areas = info.area ?? []
  if (!areas.length) return said
  return {
    text: areas.map((a) => a.areaDesc).join('、'),
    places: areas
      .flatMap((a) => a.areaDesc.split(/[、，,；;]/))
      .map((p) => p.trim())
      .filter(Boolean),
    rest: said?.rest ?? false,
    codes: areas.flatMap((a) => (a.geocode ?? []).map((g) => g.value.trim()).filter((v) => AREA_CODE.test(v))),
    part: true,
    ...(areas.some((a) => a.polygon) && { polygons: areas.flatMap((a) => a.polygon ?? []) }),
    ...(areas.some((a) => a.circle) && { circles: areas.flatMap((a) => a.circle ?? []) }),
  }
}
