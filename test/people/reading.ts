/** Reads one workbook by the import's own way, then says what came of it, the time and the most memory it took. */
import { existsSync, readFileSync } from 'node:fs'
import { SHEETS } from '#domain/roster/sheet.ts'
import { openSheets } from '#src/sheets/workbook.ts'

const from = performance.now()
let said = ''
let sheets: Record<string, number> = {}
try {
  const read = await openSheets(process.argv[2]!, (name) => Object.hasOwn(SHEETS, name))
  sheets = Object.fromEntries(read.map((s) => [s.name, s.rows.length]))
} catch (error) {
  said = (error as Error).message
}
const [ms, mb] = [Math.round(performance.now() - from), Math.round(mostKb() / 1024)]
console.log(JSON.stringify({ said, sheets, ms, mb }))

/** The most this process took; what `resourceUsage` says counts its parent too, as large as that was when it made this one. */
function mostKb(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  return Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? process.resourceUsage().maxRSS)
}
