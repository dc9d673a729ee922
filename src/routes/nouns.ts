/** /api/v1: everything readable by role; the documentation comes from the same schemas. One line a noun. */
import { OpenAPIHono, type z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { noteShown } from '#db/flow/ledger.ts'
import { createRosterCache } from '#db/roster/snapshot.ts'
import type { NounName } from '#domain/nouns.ts'
import type { DecideDeps } from '#jobs/decide.ts'
import { type ApiEnv, withinQuota, withToken } from '../http/auth.ts'
import { inForm } from '../http/form.ts'
import { documentRoutes } from '../http/openapi.ts'
import { type Api, type ApiDeps, EXAMPLES } from '../http/operation.ts'
import { invalid, Problem, problemJson } from '../http/problem.ts'
import type { Runtime } from '../runtime.ts'
import { accountRoutes } from './accounts.ts'
import { attachmentRoutes } from './attachments.ts'
import { broadcastRoutes } from './broadcasts.ts'
import { dutyRoutes } from './duty.ts'
import { equipmentRoutes } from './equipment.ts'
import { hazardRoutes } from './hazards.ts'
import { inspectionRoutes } from './inspections.ts'
import { ledgerRoutes } from './ledger.ts'
import { patrolRoutes } from './patrols.ts'
import { peopleRoutes } from './people.ts'
import { recordLists } from './records.ts'
import { sessionRoutes } from './sessions.ts'
import { settingRoutes } from './settings.ts'
import { summaryRoutes } from './summaries.ts'
import { callRoutes } from './warnings/calls.ts'
import { capRoutes } from './warnings/cap.ts'
import { warningReadRoutes } from './warnings/read.ts'
import { warningWriteRoutes } from './warnings/write.ts'

type Routes = (api: Api, deps: ApiDeps) => void

/** One line a noun, in the order of the documentation; `station` is what is no noun's own. */
const NOUNS = {
  duty: [
    recordLists({
      'check-ins': { of: ['check_in', 'check_out', 'handover'], noun: '值班签到、签退和交接班' },
      'duty-changes': { of: ['duty_change'], noun: '换班' },
    }),
    dutyRoutes,
  ],
  report: [recordLists({ reports: { of: ['disaster_report'], noun: '灾情险情' } })],
  hazard: [recordLists({ hazards: { of: ['hazard_report'], noun: '隐患' } }), hazardRoutes],
  patrol: [recordLists({ patrols: { of: ['patrol'], noun: '巡查' } }), patrolRoutes],
  evacuation: [recordLists({ evacuations: { of: ['evacuation'], noun: '避险转移' } })],
  shelter: [recordLists({ shelters: { of: ['shelter'], noun: '避灾安置点' } })],
  callout: [recordLists({ callouts: { of: ['callout'], noun: '队伍出动' } })],
  supplies: [recordLists({ supplies: { of: ['supplies'], noun: '物资' } })],
  inspection: [recordLists({ inspections: { of: ['inspection'], noun: '检查' } }), inspectionRoutes],
  activity: [recordLists({ activities: { of: ['activity'], noun: '活动' } })],
  instruction: [recordLists({ instructions: { of: ['instruction'], noun: '批示交办', scope: 'instructions:read' } })],
  record: [
    recordLists({ unsure: { of: ['unsure', 'aside'], noun: '没看准的消息，和要人工处理的原话' } }),
    attachmentRoutes,
  ],
  warning: [warningReadRoutes, capRoutes, warningWriteRoutes, callRoutes],
  broadcast: [broadcastRoutes],
  equipment: [equipmentRoutes],
  summary: [summaryRoutes],
  roster: [peopleRoutes, accountRoutes, sessionRoutes],
  station: [ledgerRoutes, settingRoutes],
} satisfies Record<NounName | 'station', readonly Routes[]>

const MOST = 256 * 1024

export function apiRoutes(runtime: Runtime, decide: DecideDeps): Api {
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw invalid(result.error as z.ZodError, EXAMPLES)
    },
  })
  api.onError((error, c) => {
    if (error instanceof HTTPException && error.status === 400)
      return problemJson(c, new Problem(400, '内容不是有效的 JSON。', { field: '正文', example: { value: '…' } }))
    throw error
  })
  api.use('/api/v1/*', withToken(runtime))
  api.use('/api/v1/*', withinQuota(runtime))
  api.use(
    '/api/v1/*',
    bodyLimit({
      maxSize: MOST,
      onError: () => {
        throw new Problem(413, '内容太大，请控制在256KB以内。', { field: '正文', example: '一次送一条，不带图片' })
      },
    }),
  )
  api.use('/api/v1/*', inForm())
  // noted before the numbers are shown, so that nobody saw them whom the ledger does not know
  api.use('/api/v1/*', async (c, next) => {
    await next()
    if (!c.get('whole')) return
    const what = c.req.path.replace('/api/v1/', '')
    const actor = `token:${c.get('caller').name}`
    await noteShown(runtime.database.db, { what, subject: { id: null }, actor, now: runtime.now() })
  })
  const deps: ApiDeps = { runtime, decide, roster: createRosterCache(runtime.database.db) }
  for (const routes of Object.values<readonly Routes[]>(NOUNS).flat()) routes(api, deps)
  documentRoutes(api)
  return api
}
