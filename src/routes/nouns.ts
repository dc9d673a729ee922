/** /api/v1: everything readable by role; the documentation comes from the same schemas. One line a noun. */
import { OpenAPIHono, type z } from '@hono/zod-openapi'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { noteShown } from '#db/flow/ledger.ts'
import { createRosterCache } from '#db/roster/load.ts'
import type { DecideParts } from '#jobs/decide.ts'
import { type ApiEnv, withinQuota, withToken } from '../http/auth.ts'
import { inForm } from '../http/form.ts'
import { documentRoutes } from '../http/openapi.ts'
import { type Api, type ApiParts, EXAMPLES } from '../http/operation.ts'
import { invalid, Problem, problemJson } from '../http/problem.ts'
import type { Runtime } from '../runtime.ts'
import { accountRoutes } from './accounts.ts'
import { attachmentRoutes } from './attachments.ts'
import { broadcastRoutes } from './broadcasts.ts'
import { dutyRoutes } from './duty.ts'
import { ledgerRoutes } from './ledger.ts'
import { peopleRoutes } from './people.ts'
import { recordRoutes } from './records.ts'
import { sessionRoutes } from './sessions.ts'
import { settingRoutes } from './settings.ts'
import { callRoutes } from './warnings/calls.ts'
import { capRoutes } from './warnings/cap.ts'
import { warningReadRoutes } from './warnings/read.ts'
import { warningWriteRoutes } from './warnings/write.ts'

const NOUNS: ((api: Api, parts: ApiParts) => void)[] = [
  recordRoutes,
  attachmentRoutes,
  warningReadRoutes,
  capRoutes,
  warningWriteRoutes,
  callRoutes,
  broadcastRoutes,
  dutyRoutes,
  peopleRoutes,
  accountRoutes,
  sessionRoutes,
  ledgerRoutes,
  settingRoutes,
]

const MOST = 256 * 1024

export function apiRoutes(runtime: Runtime, decide: DecideParts): Api {
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
    await noteShown(runtime.database.db, { what, subjectId: null, actor, now: runtime.now() })
  })
  const parts: ApiParts = { runtime, decide, roster: createRosterCache(runtime.database.db) }
  for (const routes of NOUNS) routes(api, parts)
  documentRoutes(api)
  return api
}
