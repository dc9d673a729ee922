/** The API's documentation as one plain page: no script, no outside request. */
import { html, raw } from 'hono/html'
import { SCOPES, scopesOf } from '#domain/access.ts'
import { TOKEN_ROLES, type TokenRole } from '#domain/kernel/access.ts'

interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  example?: unknown
  minimum?: number
  maximum?: number
  default?: unknown
}
interface Parameter {
  name: string
  in: string
  description?: string
  required?: boolean
  schema?: Schema
}
interface Content {
  content?: Record<string, { schema?: unknown }>
}
interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: Content
  responses?: Record<string, { description?: string } & Content>
}
interface Document {
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, unknown> }
}

const STYLE = `body{font:16px/1.65 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:62rem;margin:0 auto;padding:1rem;color:#1b2330;background:#fff}
code,pre{font-family:ui-monospace,Consolas,monospace;background:#f2f4f8;border-radius:4px;padding:.1em .4em;overflow-wrap:anywhere}pre{padding:.8em;overflow:auto;font-size:.85rem}
section{border:1px solid #d9dee7;border-radius:8px;padding:.6rem 1rem;margin:.8rem 0}h2{margin:2rem 0 .4rem}h3{font-size:1.05rem;margin:.2rem 0;font-weight:600}
b.m{color:#1f5fbf;margin-right:.5em}table{border-collapse:collapse;width:100%}td code{white-space:nowrap}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top;border-bottom:1px solid #eef1f6}summary{cursor:pointer;padding:.3rem 0}nav a{margin-right:1em}a{color:#1f5fbf}
@media (prefers-color-scheme:dark){body{background:#12161d;color:#e3e8f0}code,pre{background:#1f2632}section{border-color:#303a4a}td,th{border-color:#262f3d}b.m,a{color:#7fb0ff}}`

export function docsPage(document: unknown) {
  const { paths = {}, components } = document as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, op]) => ({ path, method: method.toUpperCase(), op })),
  )
  const tags = [...new Set(operations.flatMap(({ op }) => op.tags ?? ['其他']))]
  return html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>安安接口文档</title><style>${raw(STYLE)}</style></head><body>
<h1>安安接口文档</h1>
<p>每个请求都带 <code>Authorization: Bearer 令牌</code>。令牌用 <code>npm run token -- --name 名称 --role 角色</code> 生成，只显示一次。机器可读的文档在 <a href="/openapi.json">/openapi.json</a>。</p>
<ul>
<li>列表：<code>?limit=</code>（最多500）和 <code>&amp;cursor=</code>，答复 <code>{"items":[…],"next":下一页的 cursor 或 null}</code>，新的在前。</li>
<li>写入可带 <code>Idempotency-Key</code>：同一个键、同一份内容，答复相同；内容不同答 409。</li>
<li>错误按 RFC 9457 答复，<code>field</code> 指明哪一项，<code>example</code> 是能通过的例子。时间都带时区。</li>
<li>待核实（<code>unverified</code>）的记录会列出，但不计入任何统计；演练都有 <code>drill: true</code>。</li>
</ul>
<nav>${tags.map((tag) => html`<a href="#${tag}">${tag}</a>`)}<a href="#roles">令牌角色</a><a href="#schemas">数据结构</a></nav>
${tags.map(
  (tag) => html`<h2 id="${tag}">${tag}</h2>
${operations.filter(({ op }) => (op.tags ?? ['其他']).includes(tag)).map(section)}`,
)}
<h2 id="roles">令牌角色</h2><table><tr><th>角色</th><th>权限</th></tr>${Object.entries(TOKEN_ROLES).map(
    ([role, noun]) =>
      html`<tr><td><code>${role}</code> ${noun}</td><td>${scopesOf(role as TokenRole)
        .map((s) => SCOPES[s].words)
        .join('；')}</td></tr>`,
  )}</table>
<h2 id="schemas">数据结构</h2>${Object.entries(components?.schemas ?? {}).map(([name, schema]) => html`<details id="${name}"><summary><code>${name}</code></summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`)}
</body></html>`
}

const section = ({
  path,
  method,
  op,
}: {
  path: string
  method: string
  op: Operation
}) => html`<section><h3><b class="m">${method}</b><code>${path}</code> ${op.summary ?? ''}</h3>
${op.description ? html`<p>${op.description}</p>` : ''}
${op.parameters?.length ? html`<table>${op.parameters.map((p) => html`<tr><td><code>${p.name}</code>${p.required ? '（必填）' : ''}</td><td>${p.description ?? ''}</td><td>${valuesOf(p.schema)}</td></tr>`)}</table>` : ''}
${op.requestBody ? html`<details><summary>请求内容</summary><pre>${JSON.stringify(op.requestBody.content?.['application/json']?.schema, null, 2)}</pre></details>` : ''}
<p>${Object.entries(op.responses ?? {}).map(([status, r]) => html`<b>${status}</b> ${r.description ?? ''}${schemasOf(r).map((name) => html` <a href="#${name}">${name}</a>`)}　`)}</p></section>`

/** What a parameter may be, and an example. */
const valuesOf = (schema: Schema = {}) =>
  [
    schema.enum?.join(' · '),
    schema.maximum === undefined ? undefined : `${schema.minimum ?? 0}–${schema.maximum}`,
    schema.default === undefined ? undefined : `缺省 ${schema.default}`,
    schema.example === undefined ? undefined : `例如 ${schema.example}`,
  ]
    .filter(Boolean)
    .join('；')

const schemasOf = (content: Content) => [
  ...new Set([...JSON.stringify(content.content ?? {}).matchAll(/#\/components\/schemas\/(\w+)/g)].map((m) => m[1]!)),
]
