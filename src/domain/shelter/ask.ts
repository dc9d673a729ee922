/** 避灾点在哪, 避灾点住了多少人. */

import type { MessageEvent } from '../kernel/message.ts'
import type { Question } from '../kernel/question.ts'
import { villagesOfPerson } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { saidTime } from '../kernel/time.ts'
import { LATELY } from '../record/needs.ts'
import type { Rec } from '../record/record.ts'
import { toldTo, villageIn } from '../record/sight.ts'
import { shelterWords } from './words.ts'

const SHELTER = '(?:避灾(?:安置)?点|安置点|避难所|避灾所|避险点|避难点|避难场所)'
const LISTED = 12

/** Of the village that is asked about, else of the asker's own; of all where neither has one. */
function near<T>(s: Situation, all: readonly T[], codeOf: (one: T) => string | null): readonly T[] {
  const asked = villageIn(s, (s.event as MessageEvent).text)
  const own = villagesOfPerson(s.person)
  const codes = asked ? [asked.code] : own
  const there = all.filter((one) => codes.includes(codeOf(one) ?? ''))
  return there.length || asked ? there : all
}

export const whereShelters: Question = {
  forms: [],
  spoken: [
    new RegExp(`^.{0,6}(?:附近|最近)?的?${SHELTER}(?:在|是)?(?:哪里?|哪儿|哪个地方|什么地方|什么位置)[?？]?$`),
    new RegExp(`^.{0,6}(?:有)?(?:哪些|几个|多少个?|什么)${SHELTER}[?？]?$`),
    /^(?:要|往|该|可以|人|群众)?(?:转移|撤离?|避险|躲|避)?(?:到|去|往)(?:哪里?|哪儿|什么地方)(?:去)?(?:避(?:险|灾|难)?|安置|躲)?[?？]?$/,
  ],
  needs: [LATELY],
  answer: (s) => {
    const places = near(
      s,
      s.roster.places.filter((p) => p.kind === '避灾点'),
      (p) => p.villageCode,
    )
    if (!places.length) return [{ text: shelterWords.nonePlaced }]
    const lines = places.slice(0, LISTED).map((p) => {
      const owner = p.ownerId ? s.roster.people.get(p.ownerId)?.name : undefined
      return shelterWords.placeLine(p.name, owner)
    })
    return [{ text: [shelterWords.placed(places.length), ...lines].join('\n') }]
  },
}

export const inShelters: Question = {
  forms: [],
  spoken: [
    new RegExp(
      `^.{0,8}${SHELTER}(?:里|现在|目前)?(?:一共|总共|还)?(?:住|安置|收|有|接)(?:了|着)?(?:多少|几)(?:个)?(?:人|户)[?？]?$`,
    ),
    /^(?:现在|目前|一共|总共|今天)?(?:安置|住进去?)了?(?:多少|几)(?:个)?(?:人|户|群众)[?？]?$/,
    new RegExp(`^(?:现在|目前)?(?:还)?有(?:多少|几)(?:个)?(?:人|户)(?:还)?(?:住)?在.{0,8}${SHELTER}(?:里)?[?？]?$`),
    new RegExp(`^.{0,8}${SHELTER}(?:里)?(?:现在|目前)(?:有)?(?:多少|几)(?:个)?(?:人|户)[?？]?$`),
    new RegExp(`^.{0,8}${SHELTER}(?:情况|开了?没有?|开放了?没有?|开了吗|住得?下吗|满了没有?|怎么样)[?？]?$`),
  ],
  needs: [LATELY],
  answer: (s) => {
    const told = near(
      s,
      s.need(LATELY).filter((r) => r.kind === 'shelter' && toldTo(s)(r)),
      (r) => r.villageCode,
    )
    // of each shelter what was told last
    const last = new Map(told.map((r) => [nameOf(r), r]))
    if (!last.size) return [{ text: shelterWords.noneTold }]
    const now = [...last.values()].filter((r) => r.fields.action !== '关闭')
    const people = now.reduce((sum, r) => sum + Number(r.fields.people ?? 0), 0)
    const lines = [...last.values()]
      .slice(-LISTED)
      .map((r) => shelterWords.toldLine(nameOf(r), stateOf(r), saidTime(r.receivedAt, s.tz)))
    return [{ text: [shelterWords.inAll(now.length, people), ...lines].join('\n') }]
  },
}

const nameOf = ({ fields: { village, shelter } }: Rec) =>
  shelter ? String(shelter) : village ? String(village) : shelterWords.nameless
const stateOf = ({ fields: { action, people, households } }: Rec) =>
  shelterWords.state(
    action === undefined ? '' : String(action),
    typeof people === 'number' ? people : undefined,
    typeof households === 'number' ? households : undefined,
  )
