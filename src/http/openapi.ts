/** GET /openapi.json and GET /docs: both drawn from the routes themselves, so that neither can be out of date. */
import { SCOPES, scopesOf } from '#domain/access.ts'
import { TOKEN_ROLES, type TokenRole } from '#domain/kernel/access.ts'
import { docsPage } from './docs.ts'
import type { Api } from './operation.ts'

const INFO = {
  title: '安安接口',
  version: '1.0.0',
  description: `列表用 limit（最多500）和 cursor 翻页，新的在前。写入可带 Idempotency-Key：同一个键、同一份内容，答复相同；内容不同则答 409。错误按 RFC 9457 答复，指明哪一项（field）并给出能通过的例子（example）。时间都带时区。

令牌角色：${Object.entries(TOKEN_ROLES)
    .map(
      ([role, noun]) =>
        `${role}（${noun}）：${scopesOf(role as TokenRole)
          .map((s) => SCOPES[s].words)
          .join('、')}`,
    )
    .join('；')}。`,
}

export function documentRoutes(api: Api) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: '令牌由 npm run token -- --name 名称 --role 角色 生成',
  })
  const document = () => api.getOpenAPI31Document({ openapi: '3.1.0', info: INFO, security: [{ token: [] }] })
  api.get('/openapi.json', (c) => c.json(document()))
  api.get('/docs', (c) =>
    c.html(docsPage(document()), 200, {
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    }),
  )
}
