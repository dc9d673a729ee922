/** 物资: what became of which things, from where, to whom, why. */
import { pairsIn } from '../clauses.ts'
import { GOODS, STORES } from '../lexicon/goods.ts'
import { GIVEN, KEEPERS, SIGNS_FOR } from '../lexicon/handling.ts'
import { OFFICES } from '../lexicon/orders.ts'
import { STOCK } from '../lexicon/stock.ts'
import { anyOf } from '../lexicon/words.ts'
import { rosterNamesIn } from '../people.ts'
import type { Fields } from '../reading.ts'
import { dueDateIn, timesIn } from '../times.ts'
import type { Context } from './context.ts'
import { correctionIn, withoutMistaken } from './corrected.ts'
import { goodsIn } from './goods.ts'
import { kindsBy } from './kind.ts'

const actionIn = kindsBy(STOCK)

export function suppliesFields(c: Context): Fields {
  const text = withoutMistaken(c.text)
  const pairs = pairsIn(text)
  const of = (words: RegExp) => pairs.find((p) => words.test(p.label) && p.value)?.value
  return {
    village: c.where.village,
    action: actionIn(text)?.replace('?', ''),
    items: goodsIn(text),
    store: of(/存放|仓库|库房|存/) ?? storeIn(text),
    to: of(/去向|领用单位|接收|送往|收货单位/) ?? TO.exec(text)?.groups?.to,
    persons: personsIn(c),
    reason: of(/原因|用途|事由/) ?? REASON.exec(text)?.[0],
    expiry: expiryIn(c),
    time: timeOf(c),
    ...correctionIn(c.whole),
  }
}

const PLACE = `[\\u4e00-\\u9fa50-9]{0,8}?(?:${anyOf(STORES)})`
const STORES_SAID = [
  new RegExp(
    `(?:存放?|放|码|堆|入|进|搬|拉回|退回|退到|交回|收|仓库是?|库房在?)[:：\\s]?(?:进|到|在|至|回|了)?(${PLACE})(?![房员管生])`,
  ),
  new RegExp(`从(${PLACE})(?![生])`),
  new RegExp(`^(${PLACE})(?=[^，。；]{0,8}(?:盘|点|出库|入库|领|发|调|剩|现有|进了|出了|[:：]))`),
]
const NO_STORE = /^(?:仓库|库|仓|出库|入库|仓里|库里|.*卫生)$/
function storeIn(text: string): string | undefined {
  for (const form of STORES_SAID) {
    const said = form.exec(text)?.[1]
    if (said && !NO_STORE.test(said)) return said
  }
  return undefined
}
const TO = new RegExp(
  `(?:${anyOf(GIVEN)})(?![来回过的了\\d一二两三四五六七八九十])(?<to>[\\u4e00-\\u9fa50-9]{2,12}?)(?=的?用|[，,。；;｜|\\s（(]|送过去|$)`,
)
const REASON = /(?:已?过期|失效|损坏|破损|漏气|起毛断股|老化|用完了|坏了)/
const WHO = new RegExp(`(?:${anyOf(KEEPERS)})(?:人|员)?(?:的?是|为)?[:：\\s]{0,2}([^，。；;\\n]{2,20})`, 'g')
const SIGNED = new RegExp(`([^，。；;\\s]{2,10}?)(?:同志)?(?:${anyOf(SIGNS_FOR)})`, 'g')
const CALLED = new RegExp(`[\\u4e00-\\u9fa5]{1,3}?(?:${anyOf(OFFICES)}|医生|队)|[\\u4e00-\\u9fa5·]{2,8}$`)

const NO_PERSON = new RegExp(`[字名单签条别仓库\\d]|${anyOf(GOODS)}`)

/** Who signed, keeps, took or brought it. */
function personsIn({ text, people }: Context): string[] {
  const out: string[] = []
  for (const m of [...text.matchAll(WHO), ...text.matchAll(SIGNED)]) {
    const names = rosterNamesIn(m[1]!, people).map((n) => n.name)
    const called = names.length ? names : m[1]!.length <= 5 ? (CALLED.exec(m[1]!) ?? []) : []
    out.push(...called)
  }
  return [...new Set(out)].filter((n) => !NO_PERSON.test(n)).slice(0, 3)
}

const UNTIL = '有效期|保质期|效期|到期日?|失效期'
const EXPIRY = new RegExp(`(?:${UNTIL})[^，。；\\d]{0,4}([^，。；\\n]{2,14})|([^，。；\\n]{2,12})(?:到期|过保)`)
const MONTH = /(?:(\d{4})年)?(\d{1,2})月(?!\d)/
/** The day until which a thing may be used; of a month its last. */
function expiryIn({ text, sentAt }: Context): string | undefined {
  const m = EXPIRY.exec(text)
  const said = m?.[1] ?? m?.[2]
  if (!said) return undefined
  const month = MONTH.exec(said)
  return (
    timesIn(said, sentAt, 'due')[0]?.value.slice(0, 10) ?? (month ? dueDateIn(`${month[2]}月底`, sentAt) : undefined)
  )
}

const SOON_MS = 600_000
const THEN = /(?:生产日期|有效期|保质期|效期|到期|前|之前|开始|月报|借)/
function timeOf({ text, sentAt, note }: Context): string | undefined {
  const found = timesIn(text, sentAt).find(
    (t) =>
      (t.hasClock ? Date.parse(t.value) <= Date.parse(sentAt) + SOON_MS : t.value <= sentAt.slice(0, 10)) &&
      !THEN.test(text.slice(Math.max(0, t.index - 6), t.index)) &&
      !/^(?:前|之前|到期|演练|借)/.test(text.slice(t.index + t.text.length)) &&
      (t.hasClock || /\d|[日号]/.test(t.text)),
  )
  if (found) note('time', found.text, 'time')
  return found?.value
}
