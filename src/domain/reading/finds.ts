/**
 * What a round came upon: 坝脚有点渗水, in whatever is said beside it (别的正常). A negation governs what stands behind it
 * (没渗水; 无裂缝、塌陷); what has been put right, is known and unchanged, or stands at a label as 正常 is no find.
 */
import { type Clause, clausesOf } from './clauses.ts'
import * as said from './lexicon/finds.ts'
import { anyOf } from './lexicon/words.ts'

const NAMED = new RegExp(anyOf(said.NAMES_OF_WRONG), 'g')
const ANY_WRONG = anyOf(said.WRONG, said.WRONG_WHERE_MET)
const SURE = new RegExp(anyOf(said.WRONG))
const WHERE_MET = new RegExp(anyOf(said.WRONG_WHERE_MET))
const MET = new RegExp(anyOf(said.MET))
/** 没渗水, 没看着管涌渗水, 未见明显裂缝. */
const DENIED = new RegExp(`${anyOf(said.NOT_THERE)}[\\u4e00-\\u9fa5]{0,4}?(?:${ANY_WRONG}[和或及与]?){1,4}`, 'g')
const DENIES = new RegExp(`${anyOf(said.NOT_THERE)}[\\u4e00-\\u9fa5]{0,4}?${ANY_WRONG}`)
const RIGHT = new RegExp(anyOf(said.PUT_RIGHT))
const LATER = new RegExp(`${anyOf(said.NOT_YET)}[\\u4e00-\\u9fa5]{0,6}?${anyOf(said.PUT_RIGHT)}`)
const BEFORE = new RegExp(anyOf(said.AS_BEFORE))
const WELL = new RegExp(`[:：]?\\s?${anyOf(said.FINE)}[。！]?$`)
const MOVED = new RegExp(
  `${anyOf(said.WATCHED)}[^，。]{0,20}(?:${anyOf(said.GROWS)}|[大多宽走]了?[\\d一二两三四五六七八九十])`,
)
/** 其他老样子 says nothing of what stands before. */
const OF_OTHERS = /^(?:其他|其它|其余|别的|别处|剩下|另外)/
const DANGER = new RegExp(anyOf(said.DANGER_NOW))
const LONGEST = 60
const MOST = 4

const isRight = (clause: string) => RIGHT.test(clause) && !LATER.test(clause)

/** 发现有人在水库炸鱼: whatever they do there. */
const SOMEBODY = /(?:发现|看到|看见)有人/

/** Whether a clause names something wrong that is there. */
function isWrong(clause: string): boolean {
  const left = clause.replace(NAMED, '').replace(DENIED, '')
  return SURE.test(left) || SOMEBODY.test(left) || (WHERE_MET.test(left) && MET.test(left)) || MOVED.test(left)
}

/** In 无裂缝、塌陷、渗漏 the first word denies them all. */
function deniedBefore(clauses: readonly Clause[], at: number): boolean {
  for (let i = at; i > 0 && clauses[i]!.after === '、'; i--) if (DENIES.test(clauses[i - 1]!.text)) return true
  return false
}

/**
 * Each find in its own words, in the order told; [] where the round found nothing wrong.
 * @param village whose name tells of nothing, whatever stands in it (塌下村).
 */
export function findsIn(text: string, village?: string): string[] {
  const all = clausesOf(text)
  const clauses = all.map((c) => (village ? { ...c, text: c.text.replaceAll(village, '') } : c))
  return all
    .filter((_, i) => {
      const clause = clauses[i]!.text
      if (!isWrong(clause) || WELL.test(clause) || deniedBefore(clauses, i)) return false
      const next = clauses[i + 1]
      const after = next && !next.first && !OF_OTHERS.test(next.text) && !isWrong(next.text) ? next.text : ''
      // what seeps or came down is told of also where it is as it was
      const known = BEFORE.test(clause) || (BEFORE.test(after) && !SURE.test(clause) && !MOVED.test(clause))
      return !isRight(clause) && !isRight(after) && !known
    })
    .map((c) => c.text.slice(0, LONGEST))
    .slice(0, MOST)
}

/** Of what was found, what is danger now. */
export const dangerIn = (finds: readonly string[], village = '\n'): string | undefined =>
  finds.find((f) => DANGER.test(f.replaceAll(village, '')))
