/** When two signals are one, and when one takes the place of another; whatever way each came. */
import type { Signal } from './signal.ts'

/** What several bodies of one office are called: the bureau and its station, the office of a command and the command. */
const OFFICES: [RegExp, string][] = [
  [/(?:气象灾害预警中心|中心气象台|气象服务中心|气象台|气象局|气象站|气象部门)$/, '气象'],
  [/(?:突发事件预警信息发布中心|预警信息发布中心|预警发布中心|预警中心)$/, '预警中心'],
  [/(?:防汛[\u4e00-\u9fa5]{0,4}指挥部(?:办公室)?|三防指挥部(?:办公室)?|防汛办|三防办|防指办?)$/, '防指'],
  [/(?:森林[\u4e00-\u9fa5]{0,2}(?:防灭火|防火)指挥部(?:办公室)?|森防(?:指|办|指办公室))$/, '森防指'],
  [/(?:应急管理(?:局|厅|部)|应急局|应急办)$/, '应急'],
  [/(?:水利|水务)(?:局|厅|部)$/, '水利'],
  [/水文[\u4e00-\u9fa5]{0,6}(?:局|中心|站)$/, '水文'],
  [/(?:自然资源和规划局|规划和自然资源局|自然资源(?:局|厅|部)|国土(?:资源)?局)$/, '自然资源'],
  [/(?:林业和草原局|林业局|林草局)$/, '林业'],
]
const PLACE_ONLY = /[省市县区旗州镇乡]$/

/** One body: its own place without those above it, and its office. A bare place stands for its weather service. */
function bodyKey(written: string): string {
  const office = OFFICES.find(([form]) => form.test(written))
  const place = office ? written.replace(office[0], '') : written
  // 泉南市青溪县 → 青溪县; 县气象台 keeps 县, which `sameIssuer` lets stand for any county
  const own = place.replace(/^.{1,20}(?:省|自治区|自治州|地区|市|州|盟)(?=.{1,20}[市县区旗]$)/, '')
  return `${own}${office?.[1] ?? (PLACE_ONLY.test(own) ? '气象' : '')}`
}

/** Joint issuers in one order: 县水利局、县气象局 and the other way round are the same. */
export const issuerKey = (issuer: string | null): string =>
  (issuer ?? '')
    .split(/、|，|以及|会同|联合|(?<=[台局厅部站办室中心指府])[和与及]/)
    .map((body) => bodyKey(body.trim()))
    .filter(Boolean)
    .sort()
    .join('+')

/** Places in one order, only where the signal is for a part; else it is the issuer's whole area. */
const areaKey = ({ area }: Signal): string =>
  !area?.part ? '' : area.rest ? '其余' : [...(area.places.length ? area.places : [area.text])].sort().join('、')

const minute = (t: Date | null) => (t ? new Date(Math.floor(t.getTime() / 60_000) * 60_000).toISOString() : '')

/**
 * Issuer, kind, colour, minute of issue and area, normalised: the same signal has the same key from every way that states all of them.
 * A lift is no issue of the same. Two ways that state less are compared by `sameSignal`.
 */
export const identityKey = (s: Signal): string =>
  [
    issuerKey(s.issuer),
    s.kind ?? '',
    s.colour ?? '',
    minute(s.issuedAt),
    areaKey(s),
    s.action === 'lift' ? 'lift' : '',
  ].join('|')

/** A county's own people write 县气象台 where the platform writes 青溪县气象台. */
function sameIssuer(a: string | null, b: string | null): boolean {
  if (!a || !b) return true
  const [x, y] = [issuerKey(a), issuerKey(b)]
  return x === y || x.endsWith(y) || y.endsWith(x)
}

/** A platform's time of entry runs behind the time in the text. */
const ENTRY_MS = 20 * 60_000

const distance = (a: Signal, b: Signal) =>
  a.issuedAt && b.issuedAt ? Math.abs(a.issuedAt.getTime() - b.issuedAt.getTime()) : 0

/** Whether two signals are one, where either may say less than the other: what one does not say does not part them, so ask it of recent ones. */
export function sameSignal(a: Signal, b: Signal): boolean {
  const near = a.timeFrom === 'carrier' || b.timeFrom === 'carrier' ? ENTRY_MS : 59_999
  return (
    a.kind === b.kind &&
    (a.colour === b.colour || ((!a.colour || !b.colour) && a.action === 'lift')) &&
    (a.action === 'lift') === (b.action === 'lift') &&
    areaKey(a) === areaKey(b) &&
    // an identifier used again for another colour or a lift is no repeat: only beside the rest does it stand for issuer and time
    ((!!a.identifier && a.identifier === b.identifier) || (sameIssuer(a.issuer, b.issuer) && distance(a, b) <= near))
  )
}

/**
 * Whether a newer signal takes an older one's place: wholly, for its own part of the area only, or not at all.
 * Named by what it follows, or by the same issuer's next word on the same kind.
 */
export function supersedes(next: Signal, old: Signal): 'whole' | 'part' | null {
  if (next.standing || sameSignal(next, old) || old.action === 'lift') return null
  const named = next.follows.some(
    (f) =>
      (!!f.identifier && f.identifier === old.identifier) ||
      (!f.identifier &&
        !!f.issuedAt &&
        !!old.issuedAt &&
        Math.abs(f.issuedAt.getTime() - old.issuedAt.getTime()) < 60_000),
  )
  const kind = next.before?.kind ?? next.kind
  const followsOn =
    kind === old.kind &&
    sameIssuer(next.issuer, old.issuer) &&
    (!next.issuedAt || !old.issuedAt || next.issuedAt >= old.issuedAt) &&
    // 解除暴雨橙色 ends the orange signal, not a yellow one beside it
    (next.action !== 'lift' || !next.colour || !old.colour || next.colour === old.colour)
  // a message with several signals follows each with its own kind
  if (!followsOn && !(named && kind === old.kind)) return null
  if (areaKey(next) === areaKey(old) || !next.area?.part) return 'whole'
  return touches(next, old) ? 'part' : null
}

/** Whether a part and another area have a place in common; an area not told place by place may. */
function touches(a: Signal, b: Signal): boolean {
  const [own, other] = [a.area?.places ?? [], b.area?.part ? b.area.places : []]
  return !own.length || !other.length || own.some((p) => other.includes(p))
}
