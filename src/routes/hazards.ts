/** 移送单: what whoever takes a hazard over has to know, with its photos before and after and all that became of it. */
import { z } from '@hono/zod-openapi'
import { historyOf } from '#db/flow/list.ts'
import { attachmentsOf, findRecord } from '#db/record/list.ts'
import { withPictures } from '#db/record/pictures.ts'
import { daysLate, handOverLines } from '#domain/hazard/hand-over-sheet.ts'
import { isAfter } from '#domain/hazard/pictures.ts'
import { STATE_WORDS } from '#domain/record/record.ts'
import { type Api, type ApiDeps, notFound, oneRoute } from '../http/operation.ts'
import { history, time, viewOf } from '../http/view.ts'
import { attachment } from './records.ts'

const photo = attachment.extend({ at: time, message_id: z.string() })

const handOverSchema = z
  .object({
    no: z.string().openapi({ example: 'YH-20261124-003' }),
    state: z.string(),
    state_words: z.string(),
    days_late: z.number().int().openapi({ description: '超过整改期限的天数，没有超期是 0' }),
    lines: z.array(z.object({ label: z.string(), value: z.string() })),
    before: z.array(photo).openapi({ description: '开始整改前的照片' }),
    after: z.array(photo).openapi({ description: '开始整改后的照片' }),
    history,
  })
  .openapi('HandOverSheet')

export function hazardRoutes(api: Api, deps: ApiDeps) {
  const { db } = deps.runtime.database
  const route = oneRoute({
    path: 'hazards',
    under: 'hand-over',
    scope: 'records:read',
    tag: '记录',
    summary: '一条隐患的移送单：只列事实，怎么处理由执法人员依法决定',
    param: '编号或 id',
    item: handOverSchema,
  })
  api.openapi(route, async (c) => {
    const v = await viewOf(c, deps)
    const row = await findRecord(db, ['hazard_report'], c.req.valid('param').ref, v.sight)
    if (!row) throw notFound('条隐患')
    const [files, past, context] = await Promise.all([
      attachmentsOf(db, [row.id]),
      historyOf(db, row.id),
      deps.decide.context(),
    ])
    const [hazard] = await db.transaction((tx) => withPictures(tx, [row]))
    const photos = files
      .filter((f) => f.kind === 'image' || f.kind === 'video')
      .map((f) => ({
        ...{ id: f.id, kind: f.kind, name: v.words(f.name), type: f.type, size: f.size, sha256: f.hash },
        at: v.iso(f.createdAt),
        message_id: f.messageId,
        shown: isAfter(row, f.createdAt),
      }))
    const of = (after: boolean) => photos.filter((p) => p.shown === after).map(({ shown: _, ...p }) => p)
    return c.json(
      {
        no: row.no,
        state: row.state,
        state_words: STATE_WORDS[row.state],
        days_late: daysLate(context, row),
        lines: handOverLines(context, hazard!).map((l) => v.words(l) as { label: string; value: string }),
        before: of(false),
        after: of(true),
        history: v.history(past),
      },
      200,
    )
  })
}
