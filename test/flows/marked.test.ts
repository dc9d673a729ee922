/** What was kept before a word was on the list, or before the rule was there, is marked once: by nobody’s memory, by a round. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { markSensitive } from '#jobs/mark.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeEach(async () => {
  w = await createWorld()
  const member = w.person('info_officer', '石岭村')
  await w.says(member, w.groupOf('石岭村'), '今日巡查石岭村河道，有人私设电鱼机，其余正常')
  await w.says(member, w.groupOf('石岭村'), '今日巡查石岭村水库，一切正常')
})
afterEach(() => w.close())

const marked = async () => (await w.rows('records', { fields: { restricted: true } })).map((r) => r.text)
const lines = async () => w.rows('ledger', { change: 'record.amended', data: { fields: { restricted: true } } })
const onList = (words: string[]) => w.setting('sensitive_words', words)

test('a word that comes to the list marks what was said with it before, with a line in the ledger', async () => {
  await markSensitive(w.deps)
  expect(await marked()).toEqual([])
  await onList(['电鱼机'])
  await markSensitive(w.deps)
  expect(await marked()).toEqual(['今日巡查石岭村河道，有人私设电鱼机，其余正常'])
  expect([...(await lines())]).toMatchObject([{ actor: 'anan' }])
})

test('it is done once a list, and again for a new one; what a word cannot mean as a pattern is taken as it stands', async () => {
  await onList(['石%路', '私_电'])
  await markSensitive(w.deps)
  expect(await marked()).toEqual([])
  await onList(['电鱼机'])
  await Promise.all([markSensitive(w.deps), markSensitive(w.deps)])
  await markSensitive(w.deps)
  expect(await lines()).toHaveLength(1)
})

test('more than one slice of them, and what was put into a field', async () => {
  const patrol = await w.latest('records', { kind: 'patrol' })
  const fields = { ...patrol.fields, place: '电鱼机旁' }
  await w.copied('records', patrol, 1450, (n) => ({ no: `XC-T-${n}`, fields, text: '一切正常' }))
  await onList(['电鱼机'])
  await markSensitive(w.deps)
  expect(await marked()).toHaveLength(1451)
})
