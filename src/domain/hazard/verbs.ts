/**
 * What may be done with a hazard, by a press or in people's own words: from which states, by whom, what follows. A form of words
 * takes the whole message without what says which: a number, the quoted card, 那条 (`named`), the place and the thing (`led`);
 * `alone` also where nothing says it. What may be said alone may be said of one that is named.
 */
import { OFFICERS } from '../kernel/access.ts'
import type { Need } from '../kernel/need.ts'
import type { Role } from '../kernel/roster.ts'
import type { Situation } from '../kernel/situation.ts'
import { LOOSE_ATTACHMENTS } from '../record/needs.ts'
import { isOpen, type Rec, type RecordState } from '../record/record.ts'
import { isNew, merge } from './alike.ts'
import { arrangeSaid } from './arranged.ts'
import { assigns, assignsAlone, assignTo } from './assign.ts'
import { answer, enforce, more, refuses, restore, result, supervise, transfer, untrue } from './beside.ts'
import { setRight } from './corrected.ts'
import { askOf, extend, refuse, requested } from './extension.ts'
import type { Change } from './fact.ts'
import {
  cameBack,
  cameBackAlone,
  either,
  type Form,
  form,
  passes,
  passesNamed,
  sendsBack,
  sendsBackNamed,
} from './forms.ts'
import { gradeAs } from './grade.ts'
import { keepMeasures } from './measured.ts'
import { MEASURES, type Measures, measuresIn } from './measures.ts'
import { MENTIONED } from './needs.ts'
import { bareOf } from './pointing.ts'
import { type Progress, progressIn } from './progress.ts'
import { pass, refuseRecheck, reopen, sendBack, steady } from './recheck.ts'
import { progressed, start } from './rectify.ts'

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
  /** Whoever mends may: its owner, its reporter, those who see to such things. */
  mends?: true
  /** Said, with what came along; no button. */
  wordsOnly?: true
  /** Not by who has a part in it. */
  judged?: true
  from: readonly RecordState[]
  /** Its button is of the hazard as it was shown: who presses later than somebody else changes nothing. */
  asShown?: true
  needs?: readonly Need[]
  /** Of several those that are waiting for just this are meant first. */
  first?(hazard: Rec): boolean
  /** Of those alone. */
  only?(hazard: Rec): boolean
  alone?: Form
  led?: Form
  named?: Form
  run(s: Situation, hazard: Rec, said: Said): Change[]
}

const TO_DO: readonly RecordState[] = ['suspected', 'registered', 'rectifying']
const UNDECIDED: readonly RecordState[] = [...TO_DO, 'recheck']
const ALL_OPEN: readonly RecordState[] = [...UNDECIDED, 'transferred', 'enforcement']
const WHY = /(?:[，,：:；;。\s]{0,3}(?:理由|原因|因为)?(?:是)?[：:，,\s]{0,3}(?<arg>\S.{1,300}))?/.source
const CHECKED = /(?:经?(?:核实|现场查看|查|我?去?看了?)[，,\s]{0,2})?(?:情况)?/.source
const UNTRUE = `${CHECKED}(?:不属实|不实|查无此事|不存在|没这回事)`
const HANDS_OVER =
  /^(?:请|已经?)?(?:移交|移送|转交|移给)(?:给|到|至)?\s{0,2}(?<arg>[^，,。；;\s]{2,20}?)(?:去|来)?(?:处理|办理|负责|处置|办)?(?:吧|了)?$/
const TO_LAW = '(?:请)?(?:移送|移交|转(?:交|送|给)?)(?:综合)?执法(?:队|大队|局|办)?(?:处理|办理|查处|吧)?'
const LISTS = /^(?:请|给|要|列为|列入|先|纳入){0,2}挂牌(?:督办)?(?:吧|了)?$/
const UNLISTS = /^(?:取消|解除|撤销|停止|不用)挂牌(?:督办)?(?:吧|了)?$|^摘牌(?:吧|了)?$/
const AGREES = /^(?:可以|准予|同意|批准|批)(?:给|他|他们)?(?:延期|延长|宽限)(?:申请)?(?:吧|了)?$/
const REFUSES = '(?:不同意|不予|不准|驳回|不能|不批|不可以)(?:再)?(?:延期|延长|宽限)(?:申请)?(?:了)?'
/** 定重大, 按重大管理, 这条算一般吧. */
const GRADES = (how: string, grade: string): RegExp =>
  new RegExp(
    `^(?:这|那)?(?:条|个)?(?:请|先|就|应该|应|可以|建议|还是|还){0,2}${how}(?:为|成|到|级为|个|是)?${grade}(?:事故)?(?:隐患)?(?:级别?)?(?:来)?(?:管理|处理|办理|办|整改|对待|管|处置|督办)?(?:吧|了)?$`,
  )
const NOT_MAJOR =
  /^(?:不是|不属于|不算|够不上|达不到|谈不上)重大(?:事故)?(?:隐患)?(?:标准)?[，,]?(?:按一般(?:的)?(?:处理|管理|办)?)?$/
const TELL = /[：:，,是为\s]{1,3}(?<arg>\S.{0,300})/.source

const saysProgress =
  (how: Progress): Form =>
  (text) =>
    progressIn(text) === how ? '' : undefined

export const VERBS = {
  'hazard.start': {
    roles: OFFICERS,
    owner: true,
    from: ['registered'],
    needs: [LOOSE_ATTACHMENTS],
    alone: form(/^(?:我们?|已经?|现在)?(?:已经?)?开始整改了?$/),
    run: start,
  },
  'hazard.pass': {
    roles: OFFICERS,
    judged: true,
    from: ['recheck'],
    alone: passes,
    led: passes,
    named: passesNamed,
    run: (s, h) => pass(s, h),
  },
  'hazard.back': {
    roles: OFFICERS,
    judged: true,
    from: ['recheck'],
    alone: sendsBack,
    led: sendsBack,
    named: sendsBackNamed,
    run: (s, h, { arg, form }) => sendBack(s, h, arg || textOf(form.reason)),
  },
  'hazard.steady': {
    roles: OFFICERS,
    from: ['cleared'],
    named: form(
      /^(?:已经?)?(?:回头看(?:了|过)?[：:，,\s]{0,3})?(?<arg>(?:没有?|无|未)(?:发现)?(?:反弹|复发|再出现|问题)(?:情况)?|一切正常|正常|合格)了?$/,
    ),
    led: form(
      /^回头看(?:了|过)?[：:，,\s]{0,3}(?<arg>(?:没有?|无|未)(?:发现)?(?:反弹|复发|再出现|问题)(?:情况)?|一切正常|正常|合格)了?$/,
    ),
    run: (s, h, { arg }) => steady(s, h, arg),
  },
  'hazard.major': {
    roles: OFFICERS,
    from: UNDECIDED,
    asShown: true,
    first: (h) => h.state === 'suspected',
    alone: form(GRADES('(?:定|判|升|列|算|按|属于|评)', '重大')),
    led: form(GRADES('(?:定|判|升|列|算|按|属于|评)', '重大')),
    named: form(GRADES('(?:定|判|升|列|算|按|属于|评|认定|确定|是|应|够得上|够)?', '重大')),
    run: (s, h) => gradeAs(s, h, '重大'),
  },
  'hazard.general': {
    roles: OFFICERS,
    from: UNDECIDED,
    asShown: true,
    first: (h) => h.state === 'suspected',
    alone: form(GRADES('(?:定|判|降|列|算|按|属于|评)', '一般')),
    led: either(form(GRADES('(?:定|判|降|列|算|按|属于|评)', '一般')), form(NOT_MAJOR)),
    named: either(form(GRADES('(?:定|判|降|列|算|按|属于|评|认定|确定|是)?', '一般')), form(NOT_MAJOR)),
    run: (s, h) => gradeAs(s, h, '一般'),
  },
  'hazard.again': {
    roles: [],
    village: true,
    from: ['cleared', 'looked_back', 'closed'],
    alone: cameBackAlone,
    led: cameBack,
    named: either(
      form(
        /^(?<arg>(?:.{0,20}?(?:又|还是|仍然?|依然|照样).{1,40}|.{0,20}?(?:没有?|未)(?:整改|弄|修|清理?|处理|解决|改|搞)(?:好|完|彻底|到位|干净|掉)?.{0,80}|整改(?:得)?不(?:彻底|到位|合格).{0,80}|(?:回头看)?[：:，,\s]{0,2}(?:有|已经?)?反弹了?.{0,80}))$/,
      ),
      cameBack,
    ),
    run: (s, h, { arg }) => reopen(s, h, arg),
  },
  /** It is back before anybody looked again. */
  'hazard.refuse_recheck': {
    roles: [],
    village: true,
    wordsOnly: true,
    from: ['recheck'],
    run: (s, h, { arg }) => refuseRecheck(s, h, arg),
  },
  'hazard.measures': {
    roles: OFFICERS,
    owner: true,
    from: ['registered', 'rectifying', 'suspected'],
    run: (s, h, { form }) => keepMeasures(s, h, measuresSaid(s) ?? measuresOfForm(form)),
  },
  'hazard.same': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    from: UNDECIDED,
    needs: [MENTIONED],
    named: form(
      /^(?:把)?(?:是?(?:和|与|同|跟)?\s{0,3}(?:是)?(?:同一条|同一处|同一个|重复)(?:了|的|上报|隐患)?(?:[，,\s]{0,2}(?:请|就)?(?:合?并|合并)(?:一起|吧|了|掉)?)?|(?:和|与|同|跟)?\s{0,3}(?:请)?合?并(?:[到入进])?(?:一起|吧|了)?)$/,
    ),
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
    named: form(/^(?:是新的|不是同一条|不重复)$/),
    run: isNew,
  },
  'hazard.untrue': {
    roles: OFFICERS,
    from: UNDECIDED,
    led: form(new RegExp(`^${UNTRUE}${WHY}$`)),
    named: form(new RegExp(`^${UNTRUE}${WHY}$`)),
    run: (s, h, { arg }) => untrue(s, h, arg),
  },
  'hazard.transfer': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'enforcement'],
    led: form(HANDS_OVER),
    named: form(HANDS_OVER),
    run: (s, h, { arg, form, data }) => transfer(s, h, arg || textOf(form.to) || textOf(data.to)),
  },
  'hazard.answer': {
    roles: OFFICERS,
    owner: true,
    from: ['transferred'],
    named: form(new RegExp(`^(?:.{0,12}?)(?:已?答复|已?回复|反馈|回函|办理结果)${TELL}$`)),
    run: (s, h, { arg, form }) => answer(s, h, arg || textOf(form.answer)),
  },
  'hazard.enforce': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'transferred'],
    led: form(new RegExp(`^${TO_LAW}${WHY}$`)),
    named: form(new RegExp(`^${TO_LAW}${WHY}$`)),
    run: (s, h, { arg }) => enforce(s, h, arg),
  },
  'hazard.refused': {
    roles: [],
    village: true,
    from: [...TO_DO],
    named: form(/^(?<arg>.{0,40}?(?:拒不|拒绝|不肯|不愿意?)(?:整改|配合|整治|清理|拆除|改|弄|拆).{0,120})$/),
    run: (s, h, { arg }) => refuses(s, h, arg),
  },
  'hazard.result': {
    roles: OFFICERS,
    from: ['enforcement'],
    named: form(new RegExp(`^(?:执法|处罚|处理|查处)(?:结果|决定|意见)${TELL}$`)),
    run: (s, h, { arg, form }) => result(s, h, arg || textOf(form.result)),
  },
  'hazard.list': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'transferred'],
    led: form(LISTS),
    named: form(LISTS),
    run: (s, h) => supervise(s, h, true),
  },
  'hazard.unlist': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'transferred'],
    led: form(UNLISTS),
    named: form(UNLISTS),
    run: (s, h) => supervise(s, h, false),
  },
  'hazard.restore': {
    roles: OFFICERS,
    from: ['transferred', 'enforcement', 'duplicate', 'untrue'],
    named: form(/^(?:恢复|收回|恢复登记|重新列入|撤销(?:移交|转执法|重复|不属实))(?:来|吧|了)?$/),
    run: restore,
  },
  'hazard.extend': {
    roles: OFFICERS,
    judged: true,
    from: UNDECIDED,
    first: (h) => !!requested(h),
    alone: form(AGREES),
    named: form(AGREES),
    run: (s, h) => extend(s, h),
  },
  'hazard.extend_no': {
    roles: OFFICERS,
    judged: true,
    from: UNDECIDED,
    first: (h) => !!requested(h),
    alone: form(new RegExp(`^${REFUSES}${WHY}$`)),
    named: form(new RegExp(`^${REFUSES}${WHY}$`)),
    run: (s, h, { arg, form }) => refuse(s, h, arg || textOf(form.reason)),
  },
  /** 退回 of what waits for no re-check is the answer to who asks for a later term. */
  'hazard.back_term': {
    roles: OFFICERS,
    judged: true,
    wordsOnly: true,
    from: TO_DO,
    only: (h) => !!requested(h),
    alone: sendsBack,
    led: sendsBack,
    named: sendsBackNamed,
    run: (s, h, { arg }) => refuse(s, h, arg),
  },
  'hazard.assign': {
    roles: OFFICERS,
    from: [...UNDECIDED, 'transferred'],
    alone: assignsAlone,
    led: assignsAlone,
    named: assigns,
    run: (s, h, { arg, form, data }) => assignTo(s, h, arg || textOf(form.name) || textOf(data.name)),
  },
  /** Which was meant by what an officer settled in several parts. */
  'hazard.arrange': {
    roles: OFFICERS,
    wordsOnly: true,
    from: [...UNDECIDED, 'transferred'],
    run: (s, h) => arrangeSaid(s, h),
  },
  'hazard.done': {
    roles: [],
    mends: true,
    wordsOnly: true,
    from: [...UNDECIDED, 'transferred'],
    needs: [LOOSE_ATTACHMENTS],
    led: saysProgress('done'),
    named: saysProgress('done'),
    run: (s, h) => progressed(s, h, 'done'),
  },
  'hazard.begun': {
    roles: [],
    mends: true,
    wordsOnly: true,
    from: UNDECIDED,
    needs: [LOOSE_ATTACHMENTS],
    alone: saysProgress('begun'),
    led: saysProgress('begun'),
    named: saysProgress('begun'),
    run: (s, h) => progressed(s, h, 'begun'),
  },
  'hazard.not_yet': {
    roles: [],
    mends: true,
    wordsOnly: true,
    from: UNDECIDED,
    needs: [LOOSE_ATTACHMENTS],
    alone: saysProgress('not_yet'),
    led: saysProgress('not_yet'),
    named: saysProgress('not_yet'),
    run: (s, h) => progressed(s, h, 'not_yet'),
  },
  'hazard.correct': {
    roles: OFFICERS,
    owner: true,
    reporter: true,
    wordsOnly: true,
    from: ALL_OPEN,
    run: (s, h) => setRight(s, h),
  },
  'hazard.ask_term': { roles: [], mends: true, wordsOnly: true, from: ALL_OPEN, run: (s, h) => askOf(s, h) },
  'hazard.more': { roles: OFFICERS, from: [...UNDECIDED, 'transferred'], run: more },
} satisfies Record<string, Verb>

const measuresSaid = ({ event }: Situation): Measures | undefined =>
  event.type === 'message' ? measuresIn(bareOf(event.text)) : undefined
const measuresOfForm = (form: Said['form']): Measures =>
  Object.fromEntries(MEASURES.flatMap((m) => (textOf(form[m]) ? [[m, textOf(form[m])]] : [])))

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim().slice(0, 300) : '')

/** States in which words of a reporter that it is not put right are put before people instead of moving it. */
export const isUnderWay = (h: Rec): boolean => isOpen(h.state) && h.state !== 'unverified'
