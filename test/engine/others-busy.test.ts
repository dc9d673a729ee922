/** Stations of one database count their messages on together: how much one says is nothing to what another hears. */
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWebStore } from '#db/web/store.ts'
import { createLive } from '#src/http/live.ts'
import { until } from '../world/until.ts'
import { createWorld, type World } from '../world/world.ts'

/** More than one station looks back. */
const SAID = 1_000

let first: World
let second: World
beforeAll(async () => {
  first = await createWorld('demo')
  second = await createWorld('demo', [], { station: 2, beside: first })
})
afterAll(async () => {
  await second.close()
  await first.close()
})

test('a message that is kept late is heard, and once, however much another station says meanwhile', async () => {
  const person = first.person('grid_member', '石岭村')
  const chat = first.groupOf('石岭村')
  const store = (w: World) => createWebStore(w.database, '/nowhere')
  const said: string[] = []
  const live = createLive(
    store(first),
    { hearing: async (ids) => new Map(ids.map((id) => [id, new Set([chat])])) },
    { error: (_, m) => void said.push(m) },
  )
  await live.start()
  const app = new Hono().get('/', (c) => live.open(c, 'a session', undefined))
  let heard = ''
  const stream = await app.request('/')
  void (async () => {
    for await (const chunk of stream.body!.pipeThrough(new TextDecoderStream())) heard += chunk
  })()
  await until(() => heard.includes('hello'))

  const post = (w: World, id: string) => store(w).post({ id, chat, account: person.id, body: { text: id } })
  let release = () => {}
  const kept = new Promise<void>((done) => {
    release = done
  })
  // it has its number, and is not there yet
  let numbered = () => {}
  const late = new Promise<void>((done) => {
    numbered = done
  })
  const keeping = first.db.transaction(async (tx) => {
    await createWebStore({ ...first.database, db: tx } as never, '/nowhere').post({
      id: 'the late one',
      chat,
      account: person.id,
      body: { text: 'late' },
    })
    numbered()
    await kept
  })
  await late
  // the other's: so many messages, each with its number
  await second.behind(`select nextval('web_messages_rev_seq') from generate_series(1, ${SAID})`)
  await post(second, 'theirs')
  for (let i = 0; i < 5; i++) await post(first, `ours ${i}`)
  await until(() => heard.includes('ours 4'))
  expect(heard).not.toContain('the late one')
  release()
  await keeping
  await post(first, 'the last')
  await until(() => heard.includes('the last'))
  const ids = [...heard.matchAll(/"id":"([^"]+)"/g)].map((m) => m[1])
  expect(ids.sort()).toEqual(['ours 0', 'ours 1', 'ours 2', 'ours 3', 'ours 4', 'the last', 'the late one'])
  expect(said).toEqual([])
  await live.close()
})
