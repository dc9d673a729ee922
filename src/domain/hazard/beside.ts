/** What stands beside the way: 不属实, 移交部门, 转执法, 挂牌督办, and back again. An officer's; Anan decides no penalty. */
import { reply, type Situation } from '../kernel/situation.ts'
import { cardMessage } from '../kernel/words.ts'
import { amendment } from '../record/confirm.ts'
import { amendedBy } from '../record/fields.ts'
import type { Rec } from '../record/record.ts'
import { shown, tellOwner } from './card.ts'
import type { Change } from './fact.ts'
import { handOverSheet } from './hand-over-sheet.ts'
import { moveTo } from './move.ts'
import { handOverTask } from './round.ts'
import { hazardWords } from './words.ts'

export const untrue = (s: Situation, hazard: Rec, reason: string): Change[] =>
  moveTo(s, hazard, 'untrue', { reason: reason || undefined })

/** To a department by its name; it stays open until the answer is entered. */
export function transfer(s: Situation, hazard: Rec, to: string): Change[] {
  if (!to) return reply(s, { text: hazardWords.toWhom(hazard.no), drill: hazard.drill })
  return moveTo(s, hazard, 'transferred', { fields: { transferred_to: to.slice(0, 60) }, reason: to.slice(0, 60) })
}

/** What the department answered is kept; somebody looks again before it is closed. */
export function answer(s: Situation, hazard: Rec, said: string): Change[] {
  if (!said) return reply(s, { text: hazardWords.whatAnswer(hazard.no), drill: hazard.drill })
  const started_at = hazard.fields.started_at ?? s.now.toISOString()
  return moveTo(s, hazard, 'recheck', {
    fields: { transfer_answer: said.slice(0, 400), started_at },
    reason: said.slice(0, 400),
  })
}

/** To whoever enforces the law, with a hand-over sheet. */
export const enforce = (s: Situation, hazard: Rec, reason: string): Change[] => [
  ...moveTo(s, hazard, 'enforcement', { reason: reason || undefined }),
  ...reply(s, handOverSheet(s, hazard)),
]

/** Whoever is to put it right will not: the officers get the sheet and decide. */
export const refuses = (s: Situation, hazard: Rec, said: string): Change[] => [
  ...handOverTask(s, hazard, said),
  ...reply(s, { text: hazardWords.refusalKept(hazard.no), drill: hazard.drill }),
]

/** What came of it: then it is over. */
export function result(s: Situation, hazard: Rec, said: string): Change[] {
  if (!said) return reply(s, { text: hazardWords.whatResult(hazard.no), drill: hazard.drill })
  return moveTo(s, hazard, 'closed', { fields: { enforcement_result: said.slice(0, 400) }, reason: said.slice(0, 400) })
}

/** 挂牌督办 goes with it on its way; taken off again by `on` = false. */
export function supervise(s: Situation, hazard: Rec, on: boolean): Change[] {
  const fields = { listed_supervision: on ? hazardWords.listed : null }
  const after = amendedBy(hazard, fields, '')
  const message = { text: hazardWords.supervised(hazard.no, on), drill: hazard.drill }
  return [
    { ...amendment(s.roster, hazard, fields), seen: hazard.version },
    ...shown(s, after),
    ...tellOwner(s, after),
    ...reply(s, message),
  ]
}

/** A decision that was a mistake: it waits to be put right again. */
export const restore = (s: Situation, hazard: Rec): Change[] =>
  moveTo(s, hazard, 'registered', { fields: { same_as: null, transferred_to: null } })

const GRADES = [
  { grade: '重大', act: 'hazard.major' },
  { grade: '一般', act: 'hazard.general' },
] as const

/** The rarer decisions, to whoever asks for them by 更多处理. */
export function more(s: Situation, hazard: Rec): Change[] {
  const data = { id: hazard.id, v: String(hazard.version) }
  const listed = !!hazard.fields.listed_supervision
  return reply(
    s,
    cardMessage(
      {
        title: hazardWords.whatWith(hazard.no),
        tone: 'info',
        lines: [],
        buttons: [
          ...GRADES.filter(({ grade }) => grade !== hazard.fields.severity).map(({ grade, act }) => ({
            label: `定为${grade}`,
            act,
            data,
          })),
          { label: '不属实', act: 'hazard.untrue', data, confirm: hazardWords.sureUntrue },
          { label: '转执法', act: 'hazard.enforce', data, confirm: hazardWords.sureEnforce },
          listed
            ? { label: '取消挂牌督办', act: 'hazard.unlist', data }
            : { label: '挂牌督办', act: 'hazard.list', data },
        ],
        form: {
          fields: [{ name: 'to', label: '移交给哪个部门', type: 'text' }],
          submit: { label: '移交部门', act: 'hazard.transfer', data },
        },
        note: hazardWords.byWords(hazard.no),
      },
      hazard.drill,
    ),
    { about: { kind: 'record', id: hazard.id } },
  )
}
