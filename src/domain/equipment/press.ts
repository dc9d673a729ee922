/** What the buttons of a test or a fault do, pressed or said in their words. */
import type { MessageEvent } from '../kernel/message.ts'
import type { Press, Presses } from '../kernel/press.ts'
import { reply, type Situation } from '../kernel/situation.ts'
import { words } from '../kernel/words.ts'
import { RECENT } from '../record/needs.ts'
import { recordWords } from '../record/words.ts'
import { mayMend, shown } from './card.ts'
import type { Test } from './equipment.ts'
import type { Change } from './fact.ts'
import { EQUIPMENT, MEANT_TESTS, OWN_TESTS } from './needs.ts'
import { after, answered, mended, moved } from './tested.ts'
import { equipmentWords } from './words.ts'

interface Act {
  from: readonly Test['state'][]
  follows(s: Situation, test: Test): Change[]
}

/** How it went, said afterwards. */
const judged = (to: 'passed' | 'faulty'): Act => ({
  from: ['asked'],
  follows: (s, test) => {
    const now: Test = { ...test, state: to }
    return [moved(s, test, to), ...shown(s, now), ...answered(s, now), ...after(s, now)]
  },
})

const UNDO: Act = { from: ['asked', 'passed', 'faulty'], follows: withdrawn }
const ACTS = {
  'equipment.passed': judged('passed'),
  'equipment.faulty': judged('faulty'),
  'equipment.mended': { from: ['faulty'], follows: mended },
  'equipment.undo': UNDO,
} satisfies Record<string, Act>

/** Whoever told of it, whoever looks after it, and officers. */
const acted = (s: Situation, { follows }: Act, test: Test): Change[] =>
  mayMend(s, s.person!, test)
    ? follows(s, test)
    : reply(s, { text: words.notAllowed(equipmentWords.whoMay), drill: test.drill })

const pressOf = (act: Act): Press<Change> => ({
  roles: [],
  needs: [MEANT_TESTS, EQUIPMENT],
  run: (s) => {
    const [test] = s.need(MEANT_TESTS)
    return test && act.from.includes(test.state) ? acted(s, act, test) : reply(s, { text: recordWords.alreadyDone })
  },
})

export const EQUIPMENT_PRESSES: Presses<Change> = Object.fromEntries(
  Object.entries<Act>(ACTS).map(([name, act]) => [name, pressOf(act)]),
)

const SAID: [RegExp, Act][] = [
  [/^(?:是)?正常的?$/, ACTS['equipment.passed']],
  [/^有故障$/, ACTS['equipment.faulty']],
  [/^(?:我)?(?:刚才)?(?:记错|报错|说错|发错)了$|^(?:刚才)?(?:那条|这条)?(?:撤回|撤销|作废)$/, UNDO],
]

/** The button that a whole message says. */
export const actIn = (text: string): Act | undefined =>
  SAID.find(([form]) => form.test(text.replace(/@?安安[，,\s]?/, '').replace(/[\s，,。！!]/g, '')))?.[1]

/** Of the message that is quoted, else of what its sender told last, if nothing else was told since. Undefined where it is not of the gear. */
export function actSaid(s: Situation, act: Act, event: MessageEvent): Change[] | undefined {
  const [own] = event.replyTo ? [] : s.need(OWN_TESTS)
  const since = own && s.need(RECENT).some((r) => r.receivedAt > own.receivedAt)
  const quoted = s.need(MEANT_TESTS)
  const meant = quoted.length || !own || since ? quoted : s.need(OWN_TESTS).filter((t) => t.messageId === own.messageId)
  const fits = meant.filter((t) => act.from.includes(t.state))
  return s.person && fits.length ? fits.flatMap((t) => acted(s, act, t)) : undefined
}

/** 修好了, 已修复, SB-20261124-001 好了: with a number, or quoting what was said of it. */
const MENDED =
  /^(?:@?安安[，,\s]*)?((?:YL)?SB-\d{8}-\d{3,5})?[\s，,：:]{0,3}(?:现在|刚才|刚刚|我们?)?(?:已经?)?(?:都)?(?:修好|修复|弄好|搞好|整好|搞掂|恢复正常|恢复|换好|处理好|解决|好)(?:了|咗|嘞|啦)?(?:，?谢谢|，?辛苦了)?[。！!]?$/i
export const mendedIn = (text: string): true | undefined => (text.length <= 60 && MENDED.test(text.trim())) || undefined

/** Undefined where nothing of the gear is meant by it. */
export function mendedQuoting(s: Situation): Change[] | undefined {
  const meant = s.need(MEANT_TESTS)
  if (!s.person || !meant.length) return undefined
  const open = meant.filter((t) => t.state === 'faulty')
  return (open.length ? open : meant.slice(0, 1)).flatMap((t) => mended(s, t))
}

/** Taken back: kept in the ledger; the plan counts from the test before, as its upkeep finds it. */
function withdrawn(s: Situation, test: Test): Change[] {
  const gone: Test = { ...test, state: 'withdrawn' }
  return [moved(s, test, 'withdrawn'), ...shown(s, gone), ...answered(s, gone)]
}

/** The message that told of them was taken back. */
export const recalled = (s: Situation): Change[] =>
  s
    .need(MEANT_TESTS)
    .filter((t) => s.event.type === 'recall' && t.messageId === s.event.messageId && UNDO.from.includes(t.state))
    .flatMap((t) => withdrawn(s, t))
