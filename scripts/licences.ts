/** `npm run licences`: every locked package with its licence; ends with 1 where one is not on the list of those that are allowed. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Licences that ask for no more than naming and keeping their text. */
const ALLOWED = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
])

/** Others, package by package, and why they may be used all the same. */
const EXCEPTIONS: Record<string, [licence: string, why: string]> = {
  jsonify: ['Public Domain', 'given to everybody; a tool at installation'],
  'axe-core': ['MPL-2.0', 'used unchanged, in tests only'],
  lightningcss: ['MPL-2.0', 'used unchanged, when the pages are built; nothing of it is in what is served'],
}

export interface Licenced {
  name: string
  version: string
  licence: string
  dev: boolean
  allowed: boolean
}

/** All that is locked, by name. */
export function licences(): Licenced[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; license?: string; dev?: boolean }>
  }
  return Object.entries(packages)
    .filter(([path]) => path)
    .map(([path, { version, license = '', dev = false }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
      return { name, version, licence: license, dev, allowed: isAllowed(license) || isException(name, license) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** `A AND B` must both be allowed, of `A OR B` one. */
function isAllowed(licence: string): boolean {
  const said = licence.replace(/^\((.*)\)$/, '$1')
  if (/ OR /.test(said)) return said.split(' OR ').some(isAllowed)
  if (/ AND /.test(said)) return said.split(' AND ').every(isAllowed)
  return ALLOWED.has(said)
}

/** The builds of a package for each platform are the package. */
const isException = (name: string, licence: string) =>
  Object.entries(EXCEPTIONS).some(([of, [its]]) => (name === of || name.startsWith(`${of}-`)) && licence === its)

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const all = licences()
  for (const { name, version, licence, dev } of all) console.log([name, version, licence, dev ? 'dev' : ''].join('\t'))
  const wrong = all.filter((p) => !p.allowed)
  for (const { name, licence } of wrong)
    console.error(`${name}：许可证“${licence || '没有写'}”不在允许之列，见 scripts/licences.ts`)
  process.exit(wrong.length ? 1 : 0)
}
