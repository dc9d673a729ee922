/**
 * XML as this interface uses it: plain elements with text, no attributes that mean anything.
 * Reading is strict: no document type, so no entity but XML's own five; depth, elements and length are bounded.
 */
import XmlBuilder from 'fast-xml-builder'
import { SaxesParser } from 'saxes'

/** What is written: element names to text, one element or several. Undefined is left out. */
export type Tree = { [element: string]: string | Tree | (string | Tree)[] | undefined }

/** What was read. */
export interface Node {
  name: string
  text: string
  children: Node[]
}

const MAX_DEPTH = 16
const MAX_ELEMENTS = 20_000

const builder = new XmlBuilder({ processEntities: true, ignoreAttributes: false })
/** What XML 1.0 has no way to write, not even escaped. */
const UNWRITABLE = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu

/** UTF-8 without BOM. Control characters become U+FFFD and line ends \n: XML cannot carry them. */
export const writeXml = (tree: Tree): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(writable(tree))}`)

const clean = (text: string) => text.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '\uFFFD')

function writable(tree: Tree): object {
  const one = (v: string | Tree) => (typeof v === 'string' ? clean(v) : writable(v))
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, v]) =>
      v === undefined ? [] : [[name, Array.isArray(v) ? v.map(one) : one(v)]],
    ),
  )
}

/** The root element. @throws Error saying why the bytes are not XML we read. */
export function readXml(bytes: Uint8Array): Node {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  if (text.startsWith('\uFEFF')) throw new Error('a byte order mark')
  const parser = new SaxesParser()
  const open: Node[] = []
  let root: Node | undefined
  let elements = 0
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new Error('a document type')
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^utf-8$/i.test(encoding)) throw new Error('not UTF-8')
  })
  parser.on('opentag', ({ name }) => {
    if (open.length >= MAX_DEPTH || ++elements > MAX_ELEMENTS) throw new Error('too deep or too many elements')
    const node: Node = { name, text: '', children: [] }
    root ??= node
    open.at(-1)?.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => {
    const node = open.pop()
    if (node?.children.length && node.text.trim()) throw new Error(`words beside the elements of ${node.name}`)
  })
  const onText = (said: string) => {
    const inside = open.at(-1)
    if (inside) inside.text += said
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  parser.write(text).close()
  if (!root) throw new Error('no element')
  return root
}

export const childOf = (node: Node | undefined, name: string) => node?.children.find((c) => c.name === name)
export const childrenOf = (node: Node | undefined, name: string) => node?.children.filter((c) => c.name === name) ?? []

/** Whether a path such as `EBM/EBMID` leads to one element: said twice, it says nothing. */
export const isSingle = (node: Node | undefined, path: string): boolean => {
  const [name, ...rest] = path.split('/')
  const found = childrenOf(node, name!)
  return found.length === 1 && (!rest.length || isSingle(found[0], rest.join('/')))
}

/** The text at a path such as `EBM/EBMID`, trimmed; '' where there is none. */
export const textOf = (node: Node | undefined, path: string): string =>
  path
    .split('/')
    .reduce<Node | undefined>((at, name) => childOf(at, name), node)
    ?.text.trim() ?? ''
