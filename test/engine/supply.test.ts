/** What is installed and loaded: under which licences, with which known holes, and nothing for a channel that is off. */
import { readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { judge } from '../../scripts/audit.ts'
import { licences } from '../../scripts/licences.ts'

test('every locked package has a licence that is allowed', () => {
  expect(licences().filter((p) => !p.allowed)).toEqual([])
  expect(licences().length).toBeGreaterThan(100)
})

/** What only one channel needs. */
const OF_A_CHANNEL: Record<string, string[]> = {
  'bots/feishu/': ['@larksuiteoapi/node-sdk'],
  'bots/broadcast/': ['sm-crypto-v2', 'modern-tar', 'fast-xml-builder'],
}

test('what only a channel needs is loaded with that channel alone; wechaty is not even installed without being asked for', async () => {
  const { metafile } = await build({
    entryPoints: ['src/main.ts'],
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    outdir: 'unwritten',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const at = (path: string) => Object.keys(OF_A_CHANNEL).find((folder) => path.startsWith(folder))
  const wrong = Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports
      .filter((i) => i.kind === 'import-statement' && !at(file))
      .filter((i) =>
        i.external ? Object.values(OF_A_CHANNEL).flat().includes(i.path) || i.path === 'wechaty' : at(i.path),
      )
      .map((i) => `${file} → ${i.path}`),
  )
  expect(wrong).toEqual([])
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(peerDependencies.wechaty).toMatch(/^\d/)
  expect(peerDependenciesMeta.wechaty).toEqual({ optional: true })
  expect(Object.keys(JSON.parse(readFileSync('package-lock.json', 'utf8')).packages)).not.toContain(
    'node_modules/wechaty',
  )
})

test('a high or critical hole fails, a lesser one does not, an exception holds until its day, and no answer is said', () => {
  const of = (severity: string) => ({
    vulnerabilities: {
      a: { via: ['b'] },
      b: { via: [{ source: 1, name: 'b', title: 'a hole', severity, url: 'https://github.com/advisories/GHSA-1' }] },
    },
  })
  expect(judge(of('high'), '2026-11-28')).toEqual({
    asked: true,
    bad: [{ id: 'GHSA-1', name: 'b', severity: 'high', title: 'a hole' }],
  })
  expect(judge(of('critical'), '2026-11-28').bad).toHaveLength(1)
  expect(judge(of('moderate'), '2026-11-28').bad).toEqual([])
  const until = (day: string, why = 'not reached') => [{ id: 'GHSA-1', why, until: day }]
  expect(judge(of('high'), '2026-11-28', until('2026-11-28')).bad).toEqual([])
  expect(judge(of('high'), '2026-11-29', until('2026-11-28')).bad).toHaveLength(1)
  expect(judge(of('high'), '2026-11-28', until('2026-12-28', '')).bad).toHaveLength(1)
  expect(judge({ message: '405' }, '2026-11-28')).toEqual({ asked: false, bad: [] })
  expect(judge(undefined, '2026-11-28')).toEqual({ asked: false, bad: [] })
})
