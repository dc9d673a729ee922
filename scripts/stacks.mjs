// Stack traces that name the source. A map is read only when a stack is: read at the start, as Node does by itself, they
// cost a tenth of a second and tens of megabytes in a service that mostly prints none.
import { readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Kept for a while after it is read: what fails, fails in rows, and then not again for days. */
const KEPT_MS = 60_000
const maps = new Map()

function mapOf(url) {
  if (!maps.has(url)) {
    maps.set(url, new SourceMap(JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8'))))
    setTimeout(() => maps.delete(url), KEPT_MS).unref()
  }
  return maps.get(url)
}

/** `file:///…/main-AB12.mjs:120:7` → `/…/src/main.ts:20:3`; a place that has no map stays as it is. */
function sourceOf(place, url, line, column) {
  try {
    const { originalSource, originalLine, originalColumn } = mapOf(url).findEntry(line - 1, column - 1)
    if (!originalSource) return place
    return `${resolve(dirname(fileURLToPath(url)), originalSource)}:${originalLine + 1}:${originalColumn + 1}`
  } catch {
    return place
  }
}

const BUNDLED = /(file:\/\/\/\S*?\/\.cache\/anan\/[^\s:]+\.mjs):(\d+):(\d+)/

Error.prepareStackTrace = (error, sites) => {
  let head
  try {
    head = String(error)
  } catch {
    head = 'Error'
  }
  return [head, ...sites.map((site) => `    at ${String(site).replace(BUNDLED, sourceOf)}`)].join('\n')
}
