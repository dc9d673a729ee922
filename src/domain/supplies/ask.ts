/** 物资还有多少: as it was last counted, with what went in and out since. Without a count nothing is added up. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { saidTime } from '../kernel/time.ts'
import { sentenceOf } from '../record/filing.ts'
import { LATELY } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import { toldTo } from '../record/sight.ts'
import type { Thing } from '../record/things.ts'
import { suppliesWords } from './words.ts'

const GOODS =
  '(?:物资|救生衣|沙袋|编织袋|帐篷|水泵|棉被|雨衣|雨鞋|手电|对讲机|灭火器|铁锹|救生圈|矿泉水|方便面|被子|油锯|发电机)'
/** What each step does to the number that is there; a count sets it. */
const STEP: Readonly<Record<string, number>> = { 入库: 1, 归还: 1, 出库: -1, 领用: -1, 调拨: -1, 报废: -1 }
const LISTED = 12

export const stock: Question = {
  forms: [],
  spoken: [
    new RegExp(
      `^(?:现在|目前|仓库里?|库里|镇里|站里)?(?:的)?${GOODS}(?:现在|库存)?(?:还)?(?:剩|有|剩下)?(?:多少|几)(?:了|个|件|条|床|台|箱|把|套|袋|顶)?[?？]?$`,
    ),
    new RegExp(
      `^(?:现在|目前|仓库里?|库里)?(?:还)?(?:有|剩)(?:多少|几|哪些|什么)(?:个|件|条|床|台|箱|把|套|袋|顶)?${GOODS}[?？]?$`,
    ),
    new RegExp(`^${GOODS}(?:够不够|够吗|还有(?:没有|吗)|情况|库存|清单)[?？]?$`),
    /^(?:仓库|库存)(?:里)?(?:还)?(?:有|剩)?(?:多少|什么|哪些|情况)(?:东西|物资)?[?？]?$/,
  ],
  topics: ['物资'],
  needs: [LATELY],
  answer: (s) => {
    const asked = new RegExp(GOODS).exec((s.event as MessageEvent).text)?.[0]
    const about = asked === '物资' ? undefined : asked
    const told = s
      .need(LATELY)
      .filter((r) => r.kind === 'supplies' && toldTo(s)(r) && (!about || r.text.includes(about)))
    if (!told.length) return [{ text: suppliesWords.noneTold(about) }]
    const counted = countedOf(told, about)
    if (counted.length) return [{ text: suppliesWords.stock(counted.slice(0, LISTED)) }]
    const last = told.slice(-5).map((r) => suppliesWords.moveLine(sentenceOf(r), saidTime(r.receivedAt, s.tz)))
    return [{ text: [suppliesWords.noCount(about), ...last].join('\n') }]
  },
}

/** 沙袋 300条, of each thing that was ever counted. */
function countedOf(told: readonly Rec[], about: string | undefined): string[] {
  const now = new Map<string, { n: number; unit: string }>()
  for (const { fields } of told)
    for (const { name, quantity, unit = '' } of (fields.items as Thing[] | undefined) ?? []) {
      if (!name || quantity === undefined || (about && !name.includes(about))) continue
      const there = now.get(name)
      if (fields.action === '盘点') now.set(name, { n: quantity, unit })
      else if (there) now.set(name, { ...there, n: there.n + quantity * (STEP[String(fields.action)] ?? 0) })
    }
  return [...now].map(([name, { n, unit }]) => `${name}${n}${unit}`)
}
