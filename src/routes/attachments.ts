/** The photos and files of records, byte for byte as they were received. */
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createRoute, z } from '@hono/zod-openapi'
import { sniff } from '#bots/sniff.ts'
import { findAttachment } from '#db/record/list.ts'
import { sightOf } from '#domain/access.ts'
import { requires } from '../http/auth.ts'
import { type Api, type ApiDeps, notFound, PROBLEMS } from '../http/operation.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/attachments/{id}',
  tags: ['记录'],
  summary: '一张照片或一个文件',
  description: '需要权限 records:read。id 见记录的 attachments。',
  security: [{ token: [] }],
  middleware: requires('records:read'),
  request: { params: z.object({ id: z.uuid() }) },
  responses: {
    200: {
      description: '原文件',
      content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    404: { description: '没有，或者还没有取到' },
    ...PROBLEMS,
  },
})

export function attachmentRoutes(api: Api, { runtime }: ApiDeps) {
  const folder = join(resolve(runtime.config.dataDir), 'media')
  api.openapi(route, async (c) => {
    const row = await findAttachment(runtime.database.db, c.req.valid('param').id, sightOf(c.get('caller')))
    if (!row?.hash) throw notFound('个文件，或者它还没有取到')
    const bytes = await readFile(join(folder, row.hash.slice(0, 2), row.hash)).catch(() => undefined)
    if (!bytes) throw notFound('个文件')
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      'content-type': row.type ?? sniff(bytes) ?? 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
    })
  })
}
