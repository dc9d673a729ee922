/**
 * What may be done with a hazard, by a press or in people's own words: from which states, by whom, what follows. A form of words
 * takes the whole message without its number; `alone` also where no number or card says which is meant.
 */
import { OFFICERS } from '../kernel/access.ts'
import type { Need } from '../kernel/need.ts'
import type { Role } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { LOOSE_ATTACHMENTS } from '../record/needs.ts'
import { isOpen, type Rec, type RecordState } from '../record/record.ts'
import { isNew, merge } from './alike.ts'
import { answer, enforce, more, refuses, restore, result, supervise, transfer, untrue } from './beside.ts'
import { extend, refuse } from './extension.ts'
import type { Change } from './fact.ts'
import { gradeAs } from './grade.ts'
import { keepMeasures } from './measured.ts'
import { MEASURES } from './measures.ts'
import { MENTIONED } from './needs.ts'
import { pass, reopen, sendBack, steady } from './recheck.ts'
import { start } from './rectify.ts'

/** What came with it: the part of the words that fills it, or the form. */
export interface Said {
  arg: string
  data: Readonly<Record<string, string>>
  form: Readonly<Record<string, unknown>>
}

export interface Verb {
  roles: readonly Role[]
  owner?: true
  reporter?: true
  /** Whoever lives with it may. */
  village?: true
  /** Not by who has a part in it. */
  judged?: true
  from: readonly RecordState[]
  /** Its button starts from these alone: who presses later than somebody else changes nothing. */
  pressed?: readonly RecordState[]
  needs?: readonly Need[]
  /** Forms in which it needs no number; then those whose record it may be meant for, officers besides. */
  alone?: RegExp
  named?: RegExp
  run(s: Situation, hazard: Rec, said: Said): Change[]
}

const TO_DO: readonly RecordState[] = ['suspected', 'registered', 'rectifying']
const UNDECIDED: readonly RecordState[] = [...TO_DO, 'recheck']
const WHY = /(?:[，,：:；;。\s]{0,3}(?:理由|原因|因为)?(?:是)?[：:，,\s]{0,3}(?<arg>\S.{1,300}))?/.source
const FAILED = '(?:没有?通过|不通过|不合格|没过)'
const TELL = /[：:，,是为\s]{1,3}(?<arg>\S.{0,300})/.source

export const VERBS = {
  'hazard.start': {
    roles: OFFICERS,
    owner: true,
    from: ['registered'],
    needs: [LOOSE_ATTACHMENTS],
    alone: /^(?:我们?|已经?|现在)?(?:已经?)?开始整改了?$/,
    run: start,
  },
  'hazard.pass': {
    roles: OFFICERS,
    judged: true,
    from: ['recheck'],
    alone: /^(?:已经?)?(?:复查|验收)(?:已经?)?(?:通过|合格)了?$/,
    named:
      /^(?:已经?)?(?:现场)?(?:复查|验收)(?:过了?|了)?[，,：:\s]{0,2}(?:已经?)?(?:通过|合格|没问题|可以销号)了?(?:[，,]?同意销号)?$/,
    run: (s, h) => pass(s, h),
  },
  'hazard.back': {
    roles: OFFICERS,
    judged: true,
    from: ['recheck'],
    alone: new RegExp(
      `^(?:${FAILED}|退回)了?$|^(?:(?:复查|验收)${FAILED}了?|退回(?:整改)?(?=.{0,3}(?:理由|原因)))${WHY}$`,
    ),
    named: new RegExp(`^(?:复查|验收)?(?:${FAILED}|退回(?:整改)?)了?${WHY}$`),
    run: (s, h, { arg, form }) => sendBack(s, h, arg || textOf(form.reason)),
  },
  'hazard.again': {
    roles: [],
    village: true,
    from: ['cleared', 'looked_back', 'closed'],
    alone: /^(?:隐患|问题|那个隐患|这个隐患)?又(?:出现|有|冒出来|坏)了?$/,
    named:
      /^(?<arg>(?:.{0,20}?(?:又|还是|仍然?|依然|照样).{1,40}|.{0,20}?(?:没有?|未)(?:整改|弄|修|清理?|处理|解决|改|搞)(?:好|完|彻底|到位|干净|掉)?.{0,80}|整改(?:得)?不(?:彻底|到位|合格).{0,80}|(?:回头看)?[：:，,\s]{0,2}(?:有|已经?)?反弹了?.{0,80}))$/,
    run: (s, h, { arg }) => reopen(s, h, arg),
  },
  'hazard.steady': {
    roles: OFFICERS,
    from: ['cleared'],
    named:
      /^(?:已经?)?(?:回头看(?:了|过)?[：:，,\s]{0,3})?(?<arg>(?:没有?|无|未)(?:发现)?(?:反弹|复发|再出现|问题)(?:情况)?|一切正常|正常|合格)了?$/,
    run: (s, h, { arg }) => steady(s, h, arg),
  },
  'hazard.major': {
    roles: OFFICERS,
    from: UNDECIDED,
    pressed: ['suspected'],
    named: /^(?:定为|判定为|认定为|确定为|属于|是|按)(?:重大)(?:隐患)?(?:处理|办理|整改)?$/,
    run: (s, h) => gradeAs(s, h, '重大'),
  },
  'hazard.general': {
    roles: OFFICERS,
    from: UNDECIDED,
    pressed: ['suspected'],
    named: /^(?:(?:定为|判定为|认定为|确定为|属于|是|按)一般|(?:不是|不属于)重大)(?:隐患)?(?:处理|办理|整改)?$/,
    run: (s, h) => gradeAs(s, h, '一般'),
  },
  'hazard.measures': {
    roles: OFFICERS,
    owner: true,
    from: ['registered', 'rectifying', 'suspected'],
    run: (s, h, { form }) =>
      keepMeasures(s, h, Object.fromEntries(MEASURES.flatMap((m) => (textOf(form[m]) ? [[m, textOf(form[m])]] : [])))),
  },
  'hazard.same': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    from: UNDECIDED,
    needs: [MENTIONED],
    named: /^(?:是?(?:和|与|同|跟)?\s{0,3}(?:是)?(?:同一条|同一处|同一个|重复)(?:了|的|上报|隐患)?|合?并[到入进])$/,
    run: (s, h, { data }) =>
      merge(
        s,
        h,
        s.need(MENTIONED).find((r) => r.id !== h.id && (!data.into || r.no === data.into)),
      ),
  },
  'hazard.new': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    from: UNDECIDED,
    named: /^(?:是新的|不是同一条|不重复)$/,
    run: isNew,
  },
  'hazard.untrue': {
    roles: OFFICERS,
    from: UNDECIDED,
    named: new RegExp(`^(?:经?(?:核实|现场查看|查)[，,\\s]{0,2})?(?:情况)?(?:不属实|不实|查无此事|不存在)${WHY}$`),
    run: (s, h, { arg }) => untrue(s, h, arg),
  },
  'hazard.transfer': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'enforcement'],
    named: /^(?:请|已经?)?(?:移交|移送|转交)(?:给|到|至)?\s{0,2}(?<arg>[^，,。；;\s]{2,20}?)(?:处理|办理|负责|处置)?$/,
    run: (s, h, { arg, form }) => transfer(s, h, arg || textOf(form.to)),
  },
  'hazard.answer': {
    roles: OFFICERS,
    owner: true,
    from: ['transferred'],
    named: new RegExp(`^(?:.{0,12}?)(?:已?答复|已?回复|反馈|回函|办理结果)${TELL}$`),
    run: (s, h, { arg, form }) => answer(s, h, arg || textOf(form.answer)),
  },
  'hazard.enforce': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'transferred'],
    named: new RegExp(`^(?:请)?转(?:交|送)?(?:综合)?执法(?:队|处理|办理|查处)?${WHY}$`),
    run: (s, h, { arg }) => enforce(s, h, arg),
  },
  'hazard.refused': {
    roles: [],
    village: true,
    from: [...TO_DO],
    named: /^(?<arg>.{0,40}?(?:拒不|拒绝|不肯|不愿意?)(?:整改|配合|整治|清理|拆除).{0,120})$/,
    run: (s, h, { arg }) => refuses(s, h, arg),
  },
  'hazard.result': {
    roles: OFFICERS,
    from: ['enforcement'],
    named: new RegExp(`^(?:执法|处罚|处理|查处)(?:结果|决定|意见)${TELL}$`),
    run: (s, h, { arg, form }) => result(s, h, arg || textOf(form.result)),
  },
  'hazard.list': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'transferred'],
    named: /^(?:请)?(?:列为)?挂牌督办$/,
    run: (s, h) => supervise(s, h, true),
  },
  'hazard.unlist': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'transferred'],
    named: /^(?:取消|解除|撤销|停止)挂牌(?:督办)?$|^摘牌$/,
    run: (s, h) => supervise(s, h, false),
  },
  'hazard.restore': {
    roles: OFFICERS,
    from: ['transferred', 'enforcement', 'duplicate', 'untrue'],
    named: /^(?:恢复|收回|恢复登记|重新列入|撤销(?:移交|转执法|重复|不属实))$/,
    run: restore,
  },
  'hazard.extend': {
    roles: OFFICERS,
    judged: true,
    from: UNDECIDED,
    named: /^同意(?:延期|延长)(?:申请)?$/,
    run: (s, h) => extend(s, h),
  },
  'hazard.extend_no': {
    roles: OFFICERS,
    judged: true,
    from: UNDECIDED,
    named: new RegExp(`^(?:不同意|不予|不准|驳回)(?:延期|延长)(?:申请)?${WHY}$`),
    run: (s, h, { arg, form }) => refuse(s, h, arg || textOf(form.reason)),
  },
  'hazard.more': { roles: OFFICERS, from: [...UNDECIDED, 'transferred'], run: more },
} satisfies Record<string, Verb>

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 300) : '')

/** States in which words of a reporter that it is not put right are put before people instead of moving it. */
export const isUnderWay = (h: Rec): boolean => isOpen(h.state) && h.state !== 'unverified'
