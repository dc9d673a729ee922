/** 变更记录: who changed what of a record, from what to what, and when, as the ledger has it. */
import { DateTime } from 'luxon'
import { isUuid } from '#db/engine/page.ts'
import { type ChangeRow, changesOf } from '#db/record/sheet.ts'
import { kindOf, type RecordKind } from '#domain/kinds.ts'
import type { ChangeOf, RecordFact } from '#domain/record/fact.ts'
import type { FieldSpec } from '#domain/record/kind.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import type { SheetOut } from './book.ts'
import { asked, type Col, type Listing, saying } from './columns.ts'
import { listed } from './listed.ts'

interface Changed {
  what: string
  from?: unknown
  to?: unknown
}
type Sayings = ReturnType<typeof saying>
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
}

const labelOf = (kind: RecordKind, key: string) =>
  (kindOf(kind).fields as Record<string, FieldSpec>)[key]?.label ?? MARKS[key] ?? key

/** A field's value; a moment by the station's clock, somebody of the roster by name. */
const saidOf = (v: unknown, { value, person, local }: Sayings): unknown =>
  typeof v !== 'string'
    ? value(v)
    : isUuid(v)
      ? person(v)
      : /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(v)
        ? local(new Date(v))
        : value(v)

const TOLD: Told = {
  'record.filed': ({ record }, { words }) => [
    { what: '登记', to: [STATE_WORDS[record.state], words(record.text)].filter(Boolean).join('：') },
  ],
  'record.amended': ({ fields, was }, say, { kind }) =>
    Object.entries(fields).map(([key, to]) => ({
      what: labelOf(kind, key),
      from: saidOf(was[key], say),
      to: saidOf(to, say) || '（清空）',
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
  'record.moved': ({ from, to, note }, { words }) => [
    { what: '状态', from: STATE_WORDS[from], to: `${STATE_WORDS[to]}${note ? `（${words(note)}）` : ''}` },
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
  'record.noted': ({ note }, { words }) => [{ what: '备注', to: words(note) }],
  'message.meant': ({ as }) => [{ what: '原话改按另一类读取', to: as }],
  'attachment.received': ({ attachment: { kind, name } }, { words }) => [
    { what: `收到${FILES[kind] ?? '文件'}`, to: words(name ?? '') },
  ],
  'attachment.kept': ({ hash, bytes }) => [{ what: '照片或文件已存档', to: `${bytes}字节，SHA-256：\n${hash}` }],
  'attachment.lost': ({ why }) => [{ what: '照片或文件没有取到', to: why }],
}

interface Line extends Changed {
  row: ChangeRow
}

async function* linesOf(x: Listing, kinds: RecordKind[]): AsyncGenerator<Line> {
  const say = saying(x)
  for await (const row of changesOf(x.db, asked(x, ...kinds))) {
    const told = (TOLD as Record<string, ((fact: never, say: Sayings, of: ChangeRow) => Changed[]) | undefined>)[
      row.change
    ]
    for (const line of told ? told(row.data as never, say, row) : [{ what: row.change }]) yield { ...line, row }
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
