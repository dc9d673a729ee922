// One TypeScript entry point → JavaScript that Node runs, its lazy imports still lazy, packages left where npm put them.
// Made anew whenever a source has changed since, so it cannot go stale. The files are named by their content and
// written once: two processes may start at a time, and what one still has to load stays there.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'node_modules/.cache/anan')
const RULES = ['scripts/bundle.mjs', 'package.json', 'tsconfig.json']

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
  const { build } = await import('esbuild')
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    entryNames: '[name]-[hash]',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    write: false,
    plugins: [whereabouts],
  })
  for (const { path, contents } of outputFiles) if (!existsSync(path)) writeWhole(path, contents)
  const [file] = Object.entries(metafile.outputs).find(([, output]) => output.entryPoint === entry)
  const sources = Object.keys(metafile.inputs)
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
