/** 转了多少人, 还有多少人没回去. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import type { DecisionContext } from '../kernel/situation.ts'
import { toldTo, villageIn } from '../record/sight.ts'
import { MOVES } from './needs.ts'
import { type MoveTold, type Out, outOfDanger, stillOut, together } from './out.ts'
import { evacuationWords } from './words.ts'

const MOVE = '(?:转移|转|撤离?|疏散|撤出来?)'
const LISTED = 15

export const moved: Question = {
  forms: [],
  spoken: [
    new RegExp(
      `^.{0,8}?(?:今天|现在|目前|到现在|一共|总共|全镇|已经?|都){0,3}${MOVE}了?(?:多少(?:人|户|群众|家)?了?[?？]?|几个?(?:人|户|家)了?[?？])$`,
    ),
    new RegExp(`^.{0,8}?(?:人|群众|村民|住户)?(?:都|全)?${MOVE}(?:完|走|好|出来)?了(?:没有?|吗)[?？]?$`),
    /^.{0,8}?(?:还)?有(?:多少|几)(?:个)?(?:人|户)?(?:没|未)(?:转移?|撤|回去|回家|回来|返回)(?:的)?[?？]?$/,
    /^.{0,8}?(?:转移|撤离)(?:的)?(?:人)?(?:数|人数|情况|数字)(?:再)?(?:报一下|发一下|是多少|多少|怎么样)?[?？]?$/,
  ],
  about: [
    {
      of: /转移|(?<!反|好|周|运|扭)转了|撤离|撤了|疏散|(?:没有?|未)(?:转移?|撤离?|回家|回去|回来|返回|搬)(?:的)?/,
      asked: /几|多少|谁|哪些|没有?$|吗$|情况/,
    },
  ],
  topics: ['转移安置'],
  needs: [MOVES],
  answer: (s) => {
    const village = villageIn(s, (s.event as MessageEvent).text)
    const all = movedOut(s, s.need(MOVES).filter(toldTo(s))).filter((o) => !village || o.villageCode === village.code)
    if (!all.length) return [{ text: evacuationWords.noneMoved(village?.name) }]
    const { moved, back, left, about } = together(all)
    const out = sumOut(all)
    const lines =
      all.length > 1
        ? all
            .slice(0, LISTED)
            .map((o) =>
              evacuationWords.village(nameOf(s, o.villageCode), o.moved, o.back, stillOut(o), o.left, o.about),
            )
        : []
    const name = village?.name ?? (all.length === 1 ? nameOf(s, all[0]!.villageCode, '') : '')
    return [{ text: [evacuationWords.moved(name, moved, back, out, left, about), ...lines].join('\n') }]
  },
}

/** The same of a context, whose roster knows the villages. */
export const movedOut = ({ roster }: DecisionContext, told: readonly MoveTold[]): Out[] =>
  outOfDanger(told, (name) => roster.villages.find((v) => v.name === name)?.code)

export const nameOf = ({ roster }: DecisionContext, code: string | null, none: string = evacuationWords.elsewhere) =>
  roster.villages.find((v) => v.code === code)?.name ?? none

/** Whoever is not home yet, of several villages together. */
function sumOut(all: readonly Out[]): { people: number; households: number } {
  const each = all.map(stillOut)
  return {
    people: each.reduce((n, out) => n + out.people, 0),
    households: each.reduce((n, out) => n + out.households, 0),
  }
}
