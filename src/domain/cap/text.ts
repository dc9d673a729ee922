/**
 * A warning's text, as forwarded or pasted, to the signals it speaks of: who issued what, when, for where, how far ahead, with which guides.
 * The text itself is relayed as it is; this only reads it. Nothing is guessed: what a text does not say is null, and what the law asks
 * and the text does not say is listed as missing.
 */
import { isoIn } from '../kernel/time.ts'
import { COLOURS, NATIONAL, type Profile } from './profile.ts'
import { coded, NO_SIGNAL, type Signal } from './signal.ts'
import type { Colour, WarningAction } from './terms.ts'
import { areaIn, namesPart, type WrittenArea, wholeIn } from './text-area.ts'
import { guidesIn } from './text-guides.ts'
import { horizonIn } from './text-horizon.ts'
import { issuersIn } from './text-issuer.ts'
import { type Labels, labelsIn } from './text-labels.ts'
import { type LegalField, type LegalReading, legalFields } from './text-legal.ts'
import { type Clause, clausesOf, plain } from './text-plain.ts'
import { type Statement, statementsIn } from './text-statements.ts'
import { type Clock, isIssue, timesIn } from './text-time.ts'

export interface WarningReading {
  /** In the order written; empty where the text names no signal. */
  signals: Signal[]
  /** The eight legal fields, of the first signal. */
  legal: LegalReading[]
}

/** Reads one text; never throws. Linear in its length, of which 20,000 characters are read. */
export function readWarning(original: string, clock: Clock, profile: Profile = NATIONAL): WarningReading {
  const text = plain(original)
  const page: Page = { text, clauses: clausesOf(text), labels: labelsIn(text, clock, profile), clock, profile }
  const segments = segmentsOf(statementsIn(page.clauses, clock, profile), text)
  const signals = merged(
    segments.length ? segments.flatMap((segment) => signalsOf(segment, page)) : fromLabels(page),
  ).map((signal) => coded(signal, profile))
  return { signals, legal: legalOf(page, signals[0]) }
}

/** Legal fields the text does not state; a lift alone owes none of them. */
export const missingOf = ({ signals, legal }: Pick<WarningReading, 'signals' | 'legal'>): LegalField[] =>
  signals.length && signals.every((s) => s.action === 'lift')
    ? []
    : legal.filter((l) => l.found === null).map((l) => l.field)

/** One text, and what is read of it as a whole. */
interface Page {
  text: string
  clauses: readonly Clause[]
  labels: Labels
  clock: Clock
  profile: Profile
}

/** Statements of one issuer at one time, and the stretch of text that is theirs. */
interface Segment {
  statements: Statement[]
  issuer: string | null
  issuedAt: Date | null
  from: number
  to: number
}

/** Two messages pasted as one are two segments; a headline without a time belongs to the body that has one. */
function segmentsOf(statements: readonly Statement[], text: string): Segment[] {
  const segments: Segment[] = []
  for (const s of statements) {
    const last = segments.at(-1)
    const issuedAt = s.issuedAt?.value ?? null
    const other =
      last?.issuedAt &&
      issuedAt &&
      (last.issuedAt.getTime() !== issuedAt.getTime() || (s.issuer && last.issuer !== s.issuer))
    if (!last || other) {
      if (last) last.to = s.from
      segments.push({
        statements: [s],
        issuer: s.issuer ?? last?.issuer ?? null,
        issuedAt,
        from: last ? s.from : 0,
        to: text.length,
      })
      continue
    }
    last.statements.push(s)
    if (!last.issuedAt && issuedAt) last.issuer = s.issuer ?? last.issuer
    last.issuer ??= s.issuer
    last.issuedAt ??= issuedAt
  }
  return segments
}

function signalsOf(segment: Segment, { text, clauses, labels, clock, profile }: Page): Signal[] {
  const own = text.slice(segment.from, segment.to)
  const guides = guidesIn(own)
  const main = own.slice(0, guides.at)
  const signed = signatureOf(own, clock)
  const issuer = labels.issuer ?? segment.issuer ?? signed.issuer
  const issuedAt = labels.issuedAt ?? segment.issuedAt ?? signed.issuedAt
  const horizon = horizonIn(main, issuedAt, clock)
  const areas = labels.area ? undefined : areasOf(segment, clauses, segment.from + guides.at)
  const kind = segment.statements.find((s) => s.kind)?.kind ?? labels.kind
  const colour = labels.colour ?? (segment.statements.length === 1 ? looseColour(main, profile) : null)
  return segment.statements.map((s, i) => {
    const named = lessNamed(s.area, segment, clauses) ?? labels.area ?? areas?.[i] ?? null
    const where = named && lessBehind(named, s, segment, clauses)
    return {
      ...NO_SIGNAL,
      issuer,
      issuedAt,
      action: labels.action ?? s.action,
      standing: s.standing,
      kind: s.kind ?? kind,
      colour: s.colour ?? colour,
      before: s.before,
      area: where && { ...where, codes: [], part: s.area !== null && !isOwn(s.area, issuer) },
      horizon: s.action === 'lift' ? null : horizon,
      guides: guides.items,
      follows: s.of ? [{ issuedAt: s.of }] : [],
    }
  })
}

/** 青溪县 said by 青溪县气象台 is all of its area. */
const isOwn = ({ places: [only, ...more] }: WrittenArea, issuer: string | null) =>
  !!only && !more.length && !!issuer?.includes(only)

/** A form that names kind or level in its labels and nowhere else. */
function fromLabels({ text, clauses, labels, clock }: Page): Signal[] {
  if (!labels.kind || !labels.colour) return []
  const guides = guidesIn(text)
  const pieces = piecesOf({ statements: [], from: 0, to: text.length }, clauses, guides.at)
  const area = labels.area ?? areaOfPieces(pieces, pieces)
  return [
    {
      ...NO_SIGNAL,
      issuer: labels.issuer,
      issuedAt: labels.issuedAt,
      action: labels.action ?? 'issue',
      kind: labels.kind,
      colour: labels.colour,
      area: area && { ...area, codes: [], part: false },
      horizon: horizonIn(text.slice(0, guides.at), labels.issuedAt, clock),
      guides: guides.items,
    },
  ]
}

/** …地质灾害气象风险预警：…（蓝色预警）: the colour stands in the body, apart from its kind. */
function looseColour(main: string, profile: Profile): Colour | null {
  const said = /[（(]([红橙黄蓝]色)(?:预警)?[）)]/.exec(main)?.[1]
  return COLOURS.find((c) => profile.colours[c].name === said) ?? null
}

/** A body with a time right behind it (青溪县气象台 2026年7月12日8时); else the first body, and a time that closes a letter. */
function signatureOf(own: string, clock: Clock): { issuer: string | null; issuedAt: Date | null } {
  const bodies = issuersIn(own)
  for (const body of bodies) {
    const behind = own.slice(body.end, body.end + 30)
    const time = timesIn(behind, clock)[0]
    if (time && /^[\s，,：:]{0,2}$/.test(behind.slice(0, time.at)) && isIssue(behind, time))
      return { issuer: body.text, issuedAt: time.value }
  }
  const tail = own.slice(-60)
  const last = timesIn(tail, clock).at(-1)
  const closes = last && isIssue(tail, last) && /^(?:发布|印发)?[）)。\s]{0,5}$/.test(tail.slice(last.end))
  return { issuer: bodies[0]?.text ?? null, issuedAt: closes ? last.value : null }
}

const FORECAST = /预计|预报|未来|今后|小时内|可能|仍将|将(?:有|出现|达|受|会|继续|持续|超)/
const ADVICE = /^(?:请|提请|建议|要求|各|有关|相关)/

/** 上述乡镇, 以上地区: the places named before. */
const ABOVE = /(?:上述|以上|前述|该|这些)(?:乡镇街道|乡镇|镇街|镇乡|街道|地区|区域|地方|区|镇|乡|村|社区)/
const SEEN =
  /过去|此前|截至|目前|刚刚|实况|现已|(?:已|已经|先后)(?:有|出现|影响|发生|达|造成|降)|出现(?:了|过)|\d时至\d{1,2}时.{0,12}(?:降雨量|雨量)(?:为|达)/
const isSeen = (piece: string) => SEEN.test(piece) && !FORECAST.test(piece)

/** The nearest piece before that names places, seen there or forecast. */
function namedBefore(pieces: readonly Piece[], piece: Piece): WrittenArea | null {
  for (let i = pieces.indexOf(piece) - 1; i >= 0; i--) {
    const area = areaIn(pieces[i]!.text)
    if (area?.places.length) return area
  }
  return null
}

/** A clause without the signals stated in it. */
interface Piece {
  text: string
  at: number
  sentence: number
}

/** 其余各村: less the villages and grids that the message names anywhere else. */
function lessNamed(area: WrittenArea | null, segment: Segment, clauses: readonly Clause[]): WrittenArea | null {
  if (!area?.rest || /[镇乡道街]$/.test(area.text)) return area
  const named = clauses
    .filter((c) => c.at >= segment.from && c.at < segment.to && !ADVICE.test(c.text))
    .flatMap((c) => areaIn(c.text)?.places ?? [])
    .filter((name) => /(?:村|社区|网格)$/.test(name))
  const except = [...new Set([...(area.except ?? []), ...named])]
  return except.length ? { ...area, except } : area
}

/** 全镇，老街社区除外: an exception that stands as a clause of its own behind the signal, up to the next sentence with one. */
function lessBehind(area: WrittenArea, s: Statement, segment: Segment, clauses: readonly Clause[]): WrittenArea {
  if (area.except) return area
  const sentenceOf = (it: Statement) => clauses.find((c) => c.at <= it.end && it.end <= c.end)?.sentence ?? -1
  const next = segment.statements.find((other) => sentenceOf(other) > sentenceOf(s))
  const except = clauses
    .filter((c) => c.at >= s.end && c.end <= (next?.from ?? segment.to))
    .flatMap((c) => {
      const own = areaIn(c.text)
      const alone = own && !own.places.length && !own.rest && bare(own.text) === bare(c.text)
      return (alone && own.except) || []
    })
  return except.length ? { ...area, except: [...new Set(except)] } : area
}
const bare = (text: string) => text.replace(/[（()）]/g, '')

/** Where the forecast says it will be, else what the text speaks of, else who is asked to act; never where it was only seen. */
function areaOfPieces(own: readonly Piece[], all: readonly Piece[]): WrittenArea | null {
  const told = own.filter(({ text }) => !ADVICE.test(text))
  const forecast = Math.max(
    0,
    told.findIndex(({ text }) => FORECAST.test(text)),
  )
  const asked = own.filter(({ text }) => ADVICE.test(text))
  for (const piece of [...told.slice(forecast), ...told.slice(0, forecast), ...asked]) {
    const area = ABOVE.test(piece.text) ? namedBefore(all, piece) : areaIn(piece.text)
    // what was seen somewhere says nothing of where it will be
    if (area && !(area.places.length && isSeen(piece.text))) return area
  }
  return null
}

function piecesOf(
  { statements, from, to }: Pick<Segment, 'statements' | 'from' | 'to'>,
  clauses: readonly Clause[],
  end: number,
): Piece[] {
  return clauses
    .filter((c) => !c.title && c.at >= from && c.at < Math.min(to, end))
    .map((c) => {
      const stated = statements.filter((s) => s.end > c.at && s.end <= c.end).at(-1)
      const text = stated ? c.text.slice(stated.end - c.at) : c.text
      return { text, at: stated?.end ?? c.at, sentence: c.sentence }
    })
    .filter((piece) => !issuersIn(piece.text).length)
}

/**
 * Where each statement is for that names no place with its signal. Statements of one sentence share what is told; of several
 * sentences, each has what follows it in its own, then what follows up to the next, then what stands before it, then what no
 * signal's sentence tells.
 */
function areasOf(segment: Segment, clauses: readonly Clause[], end: number): (WrittenArea | null)[] {
  const { statements } = segment
  const pieces = piecesOf(segment, clauses, end)
  const sentenceAt = (at: number) => clauses.find((c) => c.at <= at && at <= c.end)?.sentence ?? -1
  const sentences = statements.map((s) => sentenceAt(s.end))
  const several = new Set(sentences).size > 1
  const all = several ? undefined : areaOfPieces(pieces, pieces)
  const free = several ? pieces.filter((p) => !sentences.includes(p.sentence)) : []
  const found = new Map<number, WrittenArea | null>()
  return statements.map((s, i) => {
    const whole = wholeNamed(s, clauses)
    if (!several) return all ?? whole
    const sentence = sentences[i]!
    const known = found.get(sentence)
    if (known !== undefined) return known ?? whole
    const next = statements[sentences.findIndex((other, j) => j > i && other !== sentence)]?.from ?? segment.to
    const mine = pieces.filter((p) => p.at >= s.from && p.at < next)
    const here = mine.filter((p) => p.sentence === sentence && !ADVICE.test(p.text))
    const named = areaOfPieces(here, pieces)
    const area =
      (namesPart(named) ? named : null) ??
      areaOfPieces(mine, pieces) ??
      areaOfPieces(
        pieces.filter((p) => p.at < s.from),
        pieces,
      ) ??
      areaOfPieces(free, pieces)
    found.set(sentence, area)
    return area ?? whole
  })
}

/** 全县均发布…: the whole, named with the verb. */
function wholeNamed({ from, end }: Statement, clauses: readonly Clause[]): WrittenArea | null {
  const clause = clauses.find((c) => c.at <= end && end <= c.end)
  return clause && clause.at >= from ? wholeIn(clause.text) : null
}

const TELLING: Record<WarningAction, number> = { lift: 3, upgrade: 2, downgrade: 2, update: 1, issue: 0 }

const sameTime = (a: Signal, b: Signal) => !a.issuedAt || !b.issuedAt || a.issuedAt.getTime() === b.issuedAt.getTime()
const sameArea = (a: Signal, b: Signal) => !a.area?.part || !b.area?.part || a.area.text === b.area.text
/** A headline, which gives no time, may name the bureau where the body names its station. */
const sameIssuer = (a: Signal, b: Signal) =>
  !a.issuer || !b.issuer || !a.issuedAt || !b.issuedAt || a.issuer.endsWith(b.issuer) || b.issuer.endsWith(a.issuer)
const sameColour = (a: Signal, b: Signal) => a.colour === b.colour || (a.kind === b.kind && (!a.colour || !b.colour))

/** A headline and its body say one signal twice: one signal, with what either says of it. */
function merged(signals: readonly Signal[]): Signal[] {
  const out: Signal[] = []
  for (const next of signals) {
    const i = out.findIndex(
      (s) =>
        s.kind === next.kind &&
        sameColour(s, next) &&
        sameTime(s, next) &&
        sameIssuer(s, next) &&
        sameArea(s, next) &&
        s.standing === next.standing,
    )
    const known = out[i]
    if (!known) {
      out.push(next)
      continue
    }
    const telling = TELLING[next.action] > TELLING[known.action] ? next : known
    out[i] = {
      ...known,
      action: telling.action,
      before: known.before ?? next.before,
      colour: known.colour ?? next.colour,
      issuer: known.issuedAt ? known.issuer : (next.issuer ?? known.issuer),
      issuedAt: known.issuedAt ?? next.issuedAt,
      area: known.area?.part ? known.area : (next.area ?? known.area),
      horizon: known.horizon ?? next.horizon,
      guides: known.guides.length ? known.guides : next.guides,
      follows: [...known.follows, ...next.follows],
    }
  }
  // a signal both stated to stand and acted on is the one acted on
  return out.filter(
    (s) => !s.standing || !out.some((o) => !o.standing && o.kind === s.kind && o.colour === s.colour && sameArea(o, s)),
  )
}

function legalOf({ text, clock, profile }: Page, signal: Signal | undefined): LegalReading[] {
  const colour = signal?.colour ? profile.colours[signal.colour] : undefined
  return legalFields(text.slice(0, guidesIn(text).at), {
    kind: signal?.kind ?? null,
    level: colour ? `${colour.name}（${colour.level}）` : null,
    area: signal?.area?.text ?? null,
    issuer: signal?.issuer ?? null,
    issuedAt: signal?.issuedAt ? isoIn(signal.issuedAt, clock.tz) : null,
    guides: signal?.guides ?? [],
  })
}
