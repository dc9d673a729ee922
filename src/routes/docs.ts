/** The API's documentation as one plain page: no script, no outside request. */
import { html, raw } from 'hono/html'

interface Operation {
  summary?: string
  parameters?: { name: string; in: string; description?: string; required?: boolean; schema?: { type?: string } }[]
  requestBody?: { content?: Record<string, { schema?: unknown }> }
  responses?: Record<string, { description?: string }>
}

export function docsPage(document: unknown) {
  const { paths = {}, components } = document as {
    paths?: Record<string, Record<string, Operation>>
    components?: { schemas?: Record<string, unknown> }
  }
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, op]) => ({ path, method: method.toUpperCase(), op })),
  )
  return html`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>安安接口文档</title>
<style>body{font:16px/1.6 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#1b2330}code,pre{background:#f2f4f8;border-radius:4px;padding:.1em .4em}pre{padding:.8em;overflow:auto;font-size:.85rem}section{border:1px solid #d9dee7;border-radius:8px;padding:.6rem 1rem;margin:.8rem 0}h2{font-size:1.05rem;margin:.2rem 0}b.m{color:#1f5fbf;margin-right:.5em}td,th{text-align:left;padding:.1rem .8rem .1rem 0;vertical-align:top}summary{cursor:pointer}</style></head><body>
<h1>安安接口文档</h1>
<p>每个请求都要带 <code>Authorization: Bearer 口令</code>；口令由 <code>npm run token -- --name 名称 --role 角色</code> 生成。列表用 <code>?limit=</code>（不超过500）和 <code>&amp;cursor=</code> 翻页，新的在前。写入可带 <code>Idempotency-Key</code>。机器可读的文档：<code>/openapi.json</code>。</p>
${operations.map(
  ({ path, method, op }) => html`<section><h2><b class="m">${method}</b><code>${path}</code> ${op.summary ?? ''}</h2>
${op.parameters?.length ? html`<table>${op.parameters.map((p) => html`<tr><td><code>${p.name}</code></td><td>${p.schema?.type ?? ''}${p.required ? '，必填' : ''}</td><td>${p.description ?? ''}</td></tr>`)}</table>` : ''}
${op.requestBody ? html`<details><summary>请求内容</summary><pre>${JSON.stringify(op.requestBody.content?.['application/json']?.schema, null, 2)}</pre></details>` : ''}
<p>${Object.entries(op.responses ?? {})
    .map(([status, r]) => `${status} ${r.description ?? ''}`)
    .join(' · ')}</p></section>`,
)}
<h2>数据结构</h2>${Object.entries(components?.schemas ?? {}).map(([name, schema]) => html`<details><summary><code>${name}</code></summary><pre>${JSON.stringify(schema, null, 2)}</pre></details>`)}
${raw('</body></html>')}`
}
