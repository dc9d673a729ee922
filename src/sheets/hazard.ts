/** Sheets of hazards: the ledger, and the columns of the lists that are made of it. */
import type { LedgerRow, Shot } from '#db/record/sheet.ts'
import { ledgerOf } from '#db/record/sheet.ts'
import { isAfter } from '#domain/hazard/pictures.ts'
import { dayOf } from '#domain/kernel/time.ts'
import { ENDED, STATE_WORDS } from '#domain/record/record.ts'
import { asked, type Col, type Exports, type Listing, saying, sheet } from './columns.ts'
import { history } from './history.ts'
import { listed } from './listed.ts'

/** As it is named, or nothing: a place is no unit. */
export const unitColumn = (x: Listing): Col<LedgerRow> => ['责任单位', saying(x).field('unit'), 14]

/** The first photo before it was put right, the last one after. */
function beforeAndAfter(r: LedgerRow): { before?: Shot; after?: Shot } {
  const photos = r.shots.filter((s) => s.kind === 'image' && s.hash)
  return { before: photos.find((s) => !isAfter(r, s.at)), after: photos.findLast((s) => isAfter(r, s.at)) }
}

const pictures = (x: Listing): Col<LedgerRow>[] => [
  ['整改前', (r) => x.album.picture(beforeAndAfter(r).before), 13, '照片'],
  ['整改后', (r) => x.album.picture(beforeAndAfter(r).after), 13, '照片'],
]

const late = (x: Listing) => {
  const today = dayOf(x.context.now, x.context.tz)
  return (r: LedgerRow) => (r.dueOn && r.dueOn < today && !ENDED.includes(r.state) ? '超期' : '')
}

/** 隐患清单: what was found where and by whom, and who answers for it until when. */
export function foundColumns(x: Listing): Col<LedgerRow>[] {
  const { field, day, person, actor, words, village } = saying(x)
  return [
    ['编号', (r) => r.no, 16],
    ['村', (r) => village(r.villageCode), 8],
    ['地点', field('place'), 14, '隐患情况'],
    ['类型', field('kind'), 8, '隐患情况'],
    ['问题', (r) => words(r.fields.description ?? r.text), 26, '隐患情况'],
    ['等级', (r) => r.fields.severity ?? '一般', 5, '隐患情况'],
    ['发现时间', (r) => day(r.receivedAt), 11, '发现'],
    ['报送人', (r) => person(r.reporterId) || actor(`${r.channel} ${r.account}`), 8, '发现'],
    unitColumn(x),
    ['责任人', (r) => person(r.ownerId) || '未定', 8],
    ['整改期限', (r) => r.dueOn ?? '', 11],
    ['状态', (r) => STATE_WORDS[r.state], 9],
    ['超期', late(x), 5],
    ...pictures(x),
  ]
}

/** 整改清单: what was done by when, who looked at it, and whether it stayed so. */
export function rectifiedColumns(x: Listing): Col<LedgerRow>[] {
  const { field, day, person, words, moved, value } = saying(x)
  return [
    ['编号', (r) => r.no, 16],
    unitColumn(x),
    ['地点', field('place'), 12],
    ['问题', (r) => words(r.fields.description ?? r.text), 22],
    ['责任人', (r) => person(r.ownerId) || '未定', 8, '整改'],
    ['整改期限', (r) => r.dueOn ?? '', 11, '整改'],
    ['五落实', (r) => measuresWords(r.fields.measures, value), 16, '整改'],
    ['报整改时间', (r) => day(r.moves.findLast((m) => m.to === 'recheck')?.at), 11, '整改'],
    ['复查人', moved('cleared', 'actor'), 8, '复查'],
    ['销号时间', (r) => day(r.moves.findLast((m) => m.to === 'cleared')?.at), 11, '复查'],
    ['回头看', (r) => lookedBack(r, { day, value }), 12, '复查'],
    ['状态', (r) => STATE_WORDS[r.state], 9],
    ['超期', late(x), 5],
    ...pictures(x),
  ]
}

const measuresWords = (measures: unknown, value: (v: unknown) => unknown): unknown =>
  measures && typeof measures === 'object' && !Array.isArray(measures)
    ? Object.entries(measures)
        .map(([key, said]) => `${key}：${value(said)}`)
        .join('；')
    : value(measures)

const lookedBack = (
  r: LedgerRow,
  { day, value }: { day: (at: Date | undefined) => string; value: (v: unknown) => unknown },
): unknown => {
  const done = r.moves.findLast((m) => m.to === 'looked_back')
  if (done && r.state === 'looked_back')
    return [day(done.at), value(r.fields.look_back_result)].filter(Boolean).join(' ')
  return r.state === 'cleared' && r.fields.look_back_on ? `定于${value(r.fields.look_back_on)}` : ''
}

function hazardColumns(x: Listing): Col<LedgerRow>[] {
  const { base, field, moved, person, words } = saying(x)
  return [
    ...base,
    ['地点', field('place')],
    ['类型', field('kind')],
    ['问题', (r) => words(r.fields.description ?? r.text), 30],
    ['等级', (r) => r.fields.severity ?? '一般'],
    ['报送人', (r) => person(r.reporterId)],
    unitColumn(x),
    ['责任人', (r) => person(r.ownerId)],
    ['整改期限', (r) => r.dueOn ?? ''],
    ['状态', (r) => STATE_WORDS[r.state]],
    ['超期', late(x)],
    ['报整改时间', moved('recheck', 'at')],
    ['销号时间', moved('cleared', 'at')],
    ['复查人', moved('cleared', 'actor')],
    ['照片', (r) => r.photos],
  ]
}

export const HAZARD_EXPORTS = {
  hazards: {
    noun: '隐患台账',
    sheets: async (x) => [
      sheet('隐患台账', hazardColumns(x), ledgerOf(x.db, asked(x, 'hazard_report'))),
      history(x, 'hazard_report'),
    ],
  },
} satisfies Exports

/** The township's list of hazards and of how each was put right. */
export const foundSheet = (x: Listing, rows: AsyncIterable<LedgerRow>) =>
  listed(x, { name: '隐患清单', title: '安全生产和防灾减灾隐患清单', cols: foundColumns(x), rows })
export const rectifiedSheet = (x: Listing, rows: AsyncIterable<LedgerRow>) =>
  listed(x, { name: '整改清单', title: '安全生产和防灾减灾整改清单', cols: rectifiedColumns(x), rows })
