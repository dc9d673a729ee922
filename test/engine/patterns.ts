/** Every regular expression of the sources: the written ones from their syntax, the made ones as they are made. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from 'esbuild'
import { parseAst } from 'vite'

export interface Pattern {
  file: string
  source: string
  flags: string
}

const filesIn = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? filesIn(path) : /\.tsx?$/.test(path) && !/\.d\.ts$/.test(path) ? [path] : []
  })

type Node = Record<string, unknown> & { type?: string }

/** Calls `visit` for every node of a syntax tree. */
function walk(node: unknown, visit: (node: Node) => void): void {
  if (!node || typeof node !== 'object') return
  if (Array.isArray(node)) {
    for (const n of node) walk(n, visit)
    return
  }
  visit(node as Node)
  for (const value of Object.values(node)) walk(value, visit)
}

/** The literals of some folders, and how many places there make a RegExp. */
export function written(dirs: string[]): { patterns: Pattern[]; makers: Map<string, number> } {
  const patterns: Pattern[] = []
  const makers = new Map<string, number>()
  for (const file of dirs.flatMap(filesIn)) {
    const loader = file.endsWith('x') ? 'tsx' : 'ts'
    const { code } = transformSync(readFileSync(file, 'utf8'), { loader, target: 'esnext', jsx: 'automatic' })
    walk(parseAst(code), (node) => {
      const { regex, callee } = node as { regex?: { pattern: string; flags: string }; callee?: { name?: string } }
      if (node.type === 'Literal' && regex) patterns.push({ file, source: regex.pattern, flags: regex.flags })
      if (callee?.name === 'RegExp') makers.set(file, (makers.get(file) ?? 0) + 1)
    })
  }
  return { patterns, makers }
}

/** What is made by `new RegExp` while `work` runs. */
export async function made(work: () => Promise<unknown>): Promise<Pattern[]> {
  const Native = RegExp
  const patterns: Pattern[] = []
  globalThis.RegExp = new Proxy(Native, {
    construct(target, args, newTarget) {
      const one = Reflect.construct(target, args, newTarget) as RegExp
      const file = /\/((?:src|bots|jobs|db)\/[\w./-]+\.tsx?)/.exec(new Error().stack?.split('\n')[2] ?? '')?.[1]
      if (file) patterns.push({ file, source: one.source, flags: one.flags })
      return one
    },
  })
  try {
    await work()
  } finally {
    globalThis.RegExp = Native
  }
  return patterns
}
