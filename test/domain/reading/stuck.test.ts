/** Texts that once never came to an end: each is read in a moment. */
import { expect, test } from 'vitest'
import { compileGazetteer, read } from '#domain/reading/read.ts'

const places = compileGazetteer({ villages: [{ name: '石岭村' }] })
const names = Array.from({ length: 30 }, (_, i) => `@网格员${'张王李赵'[i % 4]}${i}`).join('')

test.each([
  [`${'@'.repeat(60)}白班`],
  [`${'@'.repeat(5000)}收到`],
  [`${names}白班`],
  [`转移的${'的有'.repeat(400)}住3人`],
  [`被困${'房屋'.repeat(200)}住12人`],
  ['收到'.repeat(5000)],
  ['1'.repeat(20_000)],
  ['（'.repeat(20_000)],
  ['转移12人'.repeat(4000)],
  ['死亡1人'.repeat(4000)],
  ['房屋受损3间'.repeat(3000)],
])('%.12s…', { timeout: 10_000 }, (text) => {
  expect(read({ text, sentAt: '2026-07-08T08:00:00+08:00' }, places).intent).toBeDefined()
})
