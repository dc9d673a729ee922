/** What rooms keep going by themselves: each looks, decides and commits alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tell } from '#domain/kernel/situation.ts'
import { keepUp } from '#jobs/upkeep.ts'
import { createWorld, type World } from '../world/world.ts'

let w: World
beforeAll(async () => {
  w = await createWorld()
})
afterAll(() => w.close())

test('one room that fails is logged and holds up no other; what the other decides is committed and sent', async () => {
  const officer = w.officer()
  const errors: object[] = []
  await keepUp(
    { ...w.deps, log: { error: (fields) => void errors.push(fields) } },
    {
      broken: {
        load: () => Promise.reject(new Error('no such table')),
        follows: () => [],
      },
      sound: {
        load: async () => ({ due: ['发电机'] }),
        follows: (g, { due }: { due: string[] }) =>
          due.flatMap((what) => tell(g, officer.id, { text: `${what}该测试了` }, { priority: 'routine' })),
      },
    },
  )
  await w.settle()
  expect(errors).toEqual([expect.objectContaining({ room: 'broken' })])
  expect(w.to(officer.id)).toEqual(['发电机该测试了'])
})

test('with nothing to set, nothing is written', async () => {
  const before = w.sent.length
  await keepUp({ ...w.deps, log: { error: () => {} } })
  await keepUp({ ...w.deps, log: { error: () => {} } })
  await w.settle()
  expect(w.sent.length).toBe(before)
  expect(w.errors).toEqual([])
})
