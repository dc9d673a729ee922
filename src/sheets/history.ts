/** 变更记录: who changed what of a record, from what to what, and when, as the ledger has it. */
import { DateTime } from 'luxon'
import { isUuid } from '#db/engine/page.ts'
import { type ChangeRow, changesOf } from '#db/record/sheet.ts'
import type { InspectionFact } from '#domain/inspection/fact.ts'
import { kindOf, type RecordKind } from '#domain/kinds.ts'
import type { PatrolFact } from '#domain/patrol/fact.ts'
import type { ChangeOf, RecordFact } from '#domain/record/fact.ts'
import type { FieldSpec } from '#domain/record/kind.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import type { SheetOut } from './book.ts'
import { asked, type Col, type Listing, saying } from './columns.ts'
import { listed } from './listed.ts'
import { meantWords, noteWords, plainOf } from './plain.ts'

interface Changed {
  what: string
  from?: unknown
  to?: unknown
}
type Sayings = ReturnType<typeof saying>
type OfRooms = {
  [T in (PatrolFact | InspectionFact)['type']]: (
    fact: Extract<PatrolFact | InspectionFact, { type: T }>,
    say: Sayings,
  ) => Changed[]
}
type Told = { [T in RecordFact['type']]: (fact: ChangeOf<T>, say: Sayings, of: ChangeRow) => Changed[] }

const FILES: Readonly<Record<string, string>> = { image: '照片', video: '视频', audio: '语音' }

/** Fields that are the station's own marks. */
const MARKS: Readonly<Record<string, string>> = {
  restricted: '仅值班员可见',
  in_doubt: '待核实',
  awaiting_photo_from: '等待整改照片',
  rectified_by: '整改人',
  started_at: '开始整改',
  deadline_said: '没看懂的期限',
  measures: '五落实',
  severity: '等级',
  graded_by: '定级人',
  rechecked_by: '复查人',
  looked_back_by: '回头看人员',
  extension: '延期申请',
  alike: '疑似重复',
  turns: '以前的整改',
  inspection: '检查',
  events: '各项',
  village: '村',
  asked: '已询问',
  drill_over: '演练结束',
  may_be: '可能是',
  owner_name: '责任人',
}

const HAN = /^[\u4e00-\u9fa5]/
const labelOf = (kind: RecordKind, key: string): string =>
  (kindOf(kind).fields as Record<string, FieldSpec>)[key]?.label ?? MARKS[key] ?? (HAN.test(key) ? key : '其他')

/** A field's value; a moment by the station's clock, somebody of the roster by name. */
const saidOf = (v: unknown, { value, person, local }: Sayings, kind: RecordKind): unknown =>
  plainOf(v, {
    label: (key) => labelOf(kind, key),
    value: (one) =>
      typeof one !== 'string'
        ? value(one)
        : isUuid(one)
          ? person(one)
          : /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(one)
            ? local(new Date(one))
            : value(one),
  })

const TOLD: Told = {
  'record.filed': ({ record }, { words }) => [
    { what: '登记', to: [STATE_WORDS[record.state], words(record.text)].filter(Boolean).join('：') },
  ],
  'record.amended': ({ fields, was }, say, { kind }) =>
    Object.entries(fields).map(([key, to]) => ({
      what: labelOf(kind, key),
      from: saidOf(was[key], say, kind),
      to: saidOf(to, say, kind) || '（清空）',
    })),
  'record.joined': ({ text, location, attachmentIds }, { words }) => [
    {
      what: '补充',
      to: [
        words(text ?? ''),
        location ? `位置 ${location.lat}, ${location.lon}（${location.datum ?? '坐标系未知'}）` : '',
        attachmentIds?.length ? `照片或文件${attachmentIds.length}个` : '',
      ]
        .filter(Boolean)
        .join('；'),
    },
  ],
  'record.parted': ({ text }, { words }) => [{ what: '分出另一起', to: words(text) }],
  'record.moved': ({ from, to, note }, { words }) => [
    {
      what: '状态',
      from: STATE_WORDS[from],
      to: `${STATE_WORDS[to]}${note ? `（${words(noteWords(note, undefined, String))}）` : ''}`,
    },
  ],
  'record.assigned': ({ ownerId, dueOn, was }, { person }) => [
    ...(ownerId === was.ownerId
      ? []
      : [{ what: '责任人', from: person(was.ownerId) || '未定', to: person(ownerId) || '未定' }]),
    ...(dueOn === was.dueOn ? [] : [{ what: '整改期限', from: was.dueOn ?? '未定', to: dueOn ?? '未定' }]),
  ],
  'record.judged': ({ was, no, drill, to }) => [
    { what: '核实', from: was, to: `${no}（${drill ? '演练' : '真实'}，${STATE_WORDS[to]}）` },
  ],
  'record.merged': () => [{ what: '与另一条相同', to: '照片和原话并入另一条' }],
  'record.noted': ({ note, data }, { words, person }) => [{ what: '备注', to: words(noteWords(note, data, person)) }],
  'message.meant': ({ as }) => [{ what: '原话改按另一类读取', to: meantWords(as) }],
  'attachment.received': ({ attachment: { kind, name } }, { words }) => [
    { what: `收到${FILES[kind] ?? '文件'}`, to: words(name ?? '') },
  ],
  'attachment.kept': ({ hash, bytes }) => [{ what: '照片或文件已存档', to: `${bytes}字节，SHA-256：\n${hash}` }],
  'attachment.lost': ({ why }) => [{ what: '照片或文件没有取到', to: HAN.test(why) ? why : '下载失败' }],
}

/** What else happens to rounds and checks. */
const TOLD_OF_ROOMS: Pick<OfRooms, 'patrol.counted' | 'inspection.begun' | 'inspection.answered'> = {
  'patrol.counted': ({ visits }, { place }) => [
    { what: '计入巡查点', to: visits.map((v) => place(v.placeId)).join('、') },
  ],
  'inspection.begun': ({ check: { unit, items } }) => [{ what: '检查', to: `${unit}，${items.length}项` }],
  'inspection.answered': ({ item, was, result, wrong, hazardNo }, { words }) => [
    {
      what: '检查项',
      ...(was ? { from: `${item}：${was}` } : {}),
      to: words(`${item}：${[result, wrong, hazardNo].filter(Boolean).join('，')}`),
    },
  ],
}

interface Line extends Changed {
  row: ChangeRow
}

const ALL = { ...TOLD, ...TOLD_OF_ROOMS }

async function* linesOf(x: Listing, kinds: RecordKind[]): AsyncGenerator<Line> {
  const say = saying(x)
  for await (const row of changesOf(x.db, asked(x, ...kinds))) {
    const told = (ALL as Record<string, ((fact: never, say: Sayings, of: ChangeRow) => Changed[]) | undefined>)[
      row.change
    ]
    for (const line of told ? told(row.data as never, say, row) : [{ what: '其他' }]) yield { ...line, row }
  }
}

/** Everything that changed the records of these kinds in the span. */
export function history(x: Listing, ...kinds: RecordKind[]): SheetOut {
  const { actor, words } = saying(x)
  const cols: Col<Line>[] = [
    ['编号', ({ row }) => row.no, 16],
    ['责任单位', ({ row }) => row.unit ?? '', 18],
    ['时间', ({ row }) => toTheSecond(x, row.at), 20],
    ['谁', ({ row }) => actor(row.actor), 12],
    ['什么', ({ what }) => what, 16],
    ['原来', ({ from }) => words(from) ?? '', 30, '变更'],
    ['改为', ({ to }) => words(to) ?? '', 44, '变更'],
    ['台账序号', ({ row }) => row.seq, 10],
  ]
  return listed(x, { name: '变更记录', title: '台账变更记录', cols, rows: linesOf(x, kinds) })
}

const toTheSecond = (x: Listing, at: Date) =>
  DateTime.fromJSDate(at, { zone: x.context.tz }).toFormat('yyyy-MM-dd HH:mm:ss')
