/** When two signals are one, and when one goes on from another, whatever way each came. Where they hold is compared apart, as sets of places. */
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

/** A county's own people write 县气象台 where the platform writes 青溪县气象台. */
function sameIssuer(a: string | null, b: string | null): boolean {
  if (!a || !b) return true
  const [x, y] = [issuerKey(a), issuerKey(b)]
  return x === y || x.endsWith(y) || y.endsWith(x)
}

/** A platform's time of entry runs behind the time in the text. */
const ENTRY_MS = 20 * 60_000
const MINUTE_MS = 60_000

const distance = (a: Signal, b: Signal) =>
  a.issuedAt && b.issuedAt ? Math.abs(a.issuedAt.getTime() - b.issuedAt.getTime()) : 0

const isLift = (s: Signal) => s.action === 'lift'
/** Something that goes on from an earlier signal and says so. */
const isChange = (s: Signal) => s.action !== 'issue' && s.action !== 'lift'

/** Whether a signal names another as what it changes or ends, by its official identifier. */
const namesIdentifier = (next: Signal, old: Signal): boolean =>
  !!old.identifier && next.follows.some((f) => f.identifier === old.identifier)

const sameSender = (a: Signal, b: Signal) => !a.sender || !b.sender || a.sender === b.sender

/**
 * Whether two signals are one, where either may say less than the other: what one does not say does not part them, so ask it of
 * recent ones. An update is another signal than what it updates, unless both texts state one and the same minute; so is whatever
 * one sender gave another identifier.
 */
export function sameSignal(a: Signal, b: Signal): boolean {
  const colours = a.colour === b.colour || ((!a.colour || !b.colour) && isLift(a))
  if (a.kind !== b.kind || isLift(a) !== isLift(b) || !colours) return false
  if (a.identifier && a.identifier === b.identifier) return sameSender(a, b)
  if (namesIdentifier(a, b) || namesIdentifier(b, a)) return false
  if (a.identifier && b.identifier && a.sender && a.sender === b.sender) return false
  if (!sameIssuer(a.issuer, b.issuer)) return false
  const stated = !!a.issuedAt && !!b.issuedAt && a.timeFrom === 'text' && b.timeFrom === 'text'
  return stated ? distance(a, b) < MINUTE_MS : isChange(a) === isChange(b) && distance(a, b) <= ENTRY_MS
}

/** How grave a colour is; none is the least. */
const GRAVE = { red: 4, orange: 3, yellow: 2, blue: 1 } as const
const grave = (colour: Signal['colour']) => (colour ? GRAVE[colour] : 0)

/** Whether a signal, being another than the older one, goes on from it: so that it takes its place where both hold. */
export const goesOnFrom = (next: Signal, old: Signal): boolean => !sameSignal(next, old) && nextWord(next, old)

/**
 * Whether a signal names the time an older one was issued, or is the same issuer's next word on the same kind. One that names a
 * colour it changes or ends leaves a graver one beside it alone.
 */
export function nextWord(next: Signal, old: Signal): boolean {
  const kind = next.before?.kind ?? next.kind
  if (next.standing || isLift(old) || !kind || kind !== old.kind) return false
  const { issuedAt } = old
  if (
    issuedAt &&
    next.follows.some((f) => !f.identifier && f.issuedAt && Math.abs(+f.issuedAt - +issuedAt) < MINUTE_MS)
  )
    return true
  if (!sameIssuer(next.issuer, old.issuer)) return false
  if (next.issuedAt && issuedAt && next.issuedAt < issuedAt) return false
  // 解除暴雨橙色 ends the orange signal, not a yellow one beside it
  if (isLift(next)) return !next.colour || !old.colour || next.colour === old.colour
  return !next.before?.colour || old.colour === next.colour || grave(old.colour) <= grave(next.before.colour)
}
