/** Every photo and file of the records of an export: a list of them, each with hash, time, sender and place. */
import type { LedgerRow, Shot } from '#db/record/sheet.ts'
import { isAfter } from '#domain/hazard/pictures.ts'
import { kindOf, type RecordKind } from '#domain/kinds.ts'
import type { SheetOut } from './book.ts'
import { type Col, type Listing, saying, standing } from './columns.ts'
import { listed } from './listed.ts'
import { placeWords } from './patrol.ts'

/** Whose photos are evidence of the lists. */
const PHOTOGRAPHED: RecordKind[] = ['hazard_report', 'inspection', 'patrol']

export interface Photo extends Shot {
  record: LedgerRow
  stage: string
  /** Where it lies in a pack; none where its bytes are not here. */
  path: string | null
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'application/pdf': 'pdf',
}

export async function* photosOf(x: Listing): AsyncGenerator<Photo> {
  for await (const record of standing(x, ...PHOTOGRAPHED))
    for (const [i, shot] of record.shots.entries()) {
      const stage = record.kind === 'hazard_report' ? (isAfter(record, shot.at) ? '整改后' : '整改前') : '现场'
      const name = `${String(i + 1).padStart(2, '0')}-${stage}-${shot.hash?.slice(0, 12)}.${ENDINGS[shot.type ?? ''] ?? 'bin'}`
      yield { ...shot, record, stage, path: shot.hash && `photos/${record.no}/${name}` }
    }
}

export function photoSheets(x: Listing): SheetOut[] {
  const { local, actor, field, words } = saying(x)
  const cols: Col<Photo>[] = [
    ['编号', (p) => p.record.no, 16],
    ['类别', (p) => kindOf(p.record.kind).noun, 7],
    ['阶段', (p) => p.stage, 8],
    ['收到时间', (p) => local(p.at), 17],
    ['发送人', (p) => actor(p.actor) || actor(p.record.reporterId), 10],
    ['地点', (p) => words(field('place')(p.record) || field('object')(p.record)), 16],
    ['坐标', (p) => placeWords(p.record), 16],
    ['原文件名', (p) => words(p.name ?? ''), 14],
    ['字节', (p) => p.size ?? '', 10],
    ['SHA-256', (p) => p.hash ?? '未取到', 34],
    ['包内文件', (p) => p.path ?? '', 34],
    ['缩图', (p) => x.album.picture(p), 13],
  ]
  return [listed(x, { name: '照片清单', title: '照片和附件清单', cols, rows: photosOf(x) })]
}
