import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CHANNELS } from '#bots/index.ts'

/** Channels that people do not talk on, whose duties are others, and where those are tested. */
const ELSEWHERE: Record<string, string> = {
  broadcast: 'one way, approved by hand, no cards and no mentions; its duties are tested in a file of their own',
}

test.each(Object.keys(CHANNELS).filter((name) => !Object.hasOwn(ELSEWHERE, name)))(
  'channel %s runs the contract of the port',
  (name) => {
    const path = `test/bots/${name}.contract.test.ts`
    expect(existsSync(path), `${path} is missing`).toBe(true)
    const suite = readFileSync(path, 'utf8')
    expect(suite).toMatch(/^contract\(\{/m)
    expect(suite).toContain(`name: '${name}'`)
  },
)
