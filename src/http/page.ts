/** A built page, sent with its content security policy: nothing from outside, no inline script, styles by nonce. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'
import { html } from 'hono/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

export const dist = fileURLToPath(new URL('../../dist/web', import.meta.url))

/** What is put into the page before it is sent. */
export interface Filling {
  title: string
  /** `wall` for a screen on a wall, `drill` for a drill. */
  classes?: string[]
  body: string
}

/** @param name which entry of the build: the chat, the live page, or a page without any script. */
export async function sendPage(
  c: Context,
  name: 'index' | 'board' | 'paper',
  filling?: Filling,
  status: ContentfulStatusCode = 200,
) {
  const built = await readFile(join(dist, `${name}.html`), 'utf8').catch(() => null)
  if (!built) return c.text('页面还没有构建，请运行 npm run build。', 503)
  const nonce = randomBytes(16).toString('base64')
  c.header(
    'content-security-policy',
    `default-src 'self'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'`,
  )
  const words: Record<string, string> = {
    __CSP_NONCE__: nonce,
    __TITLE__: String(html`${filling?.title ?? ''}`),
    __CLASSES__: filling?.classes?.join(' ') ?? '',
    '<!--body-->': filling?.body ?? '',
  }
  return c.html(
    built.replace(/__CSP_NONCE__|__TITLE__|__CLASSES__|<!--body-->/g, (word) => words[word]!),
    status,
    { 'cache-control': 'no-store' },
  )
}
