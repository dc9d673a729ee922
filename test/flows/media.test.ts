/** Photos and files are kept up to the size the station's settings allow at the time. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchMedia } from '#jobs/media.ts'
import { createWorld, recordingChannel, type World } from '../world/world.ts'

const MB = 1024 * 1024
let w: World
let mediaDir: string
const asked: number[] = []

beforeAll(async () => {
  w = await createWorld()
  mediaDir = await mkdtemp(join(tmpdir(), 'anan-media-'))
})
afterAll(async () => {
  await w.close()
  await rm(mediaDir, { recursive: true, force: true })
})

/** A photo of so many MB is sent and fetched; what became of it. */
async function photo(key: string, mb: number) {
  const member = w.person('grid_member', '石岭村')
  await w.says(member, w.groupOf('石岭村'), '', { attachments: [{ kind: 'image', key }] })
  const look = {
    media: async (_: string, __: string, ___: string, maxBytes: number) => {
      asked.push(maxBytes)
      return { bytes: Buffer.alloc(mb * MB, key), type: 'image/jpeg' }
    },
    accounts: async () => new Map<string, string>(),
    members: async () => [],
  }
  const channels = new Map([['web', { ...recordingChannel().channel, look }]])
  await fetchMedia({ db: w.db, channels, mediaDir, now: w.clock.now, log: { warn() {} } })
  return w.latest('attachments', { key })
}

test('limits.media_mb rules, and a change counts from the next file on', async () => {
  expect(await photo('within', 3)).toMatchObject({ hash: expect.stringMatching(/^[0-9a-f]{64}$/), error: null })
  await w.setting('limits', { media_mb: 2, event_kb: 1024 })
  expect(await photo('above', 3)).toMatchObject({ hash: null, error: 'too large' })
  expect(asked).toEqual([20 * MB, 2 * MB])
})
