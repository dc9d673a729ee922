/**
 * XML text to a tree, strictly: well-formed XML 1.0 with namespaces or a fault with its line.
 * No document type, so no entity but the five of XML itself; depth and length are bounded, and work grows with the length alone.
 */
import { SaxesParser } from 'saxes'
import type { Fault } from './types.ts'

export interface XmlElement {
  name: string
  namespace: string
  line: number
  /** Names of attributes that carry data: neither namespace declarations nor schema locations. */
  attributes: string[]
  children: XmlElement[]
  /** The element's own character data, comments left out. */
  text: string
}

/** CAP itself is five deep; a signature adds a few. A chain of namespaces is looked up level by level, so depth is what must be bounded. */
const MAX_DEPTH = 16
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance'
const XMLNS = 'http://www.w3.org/2000/xmlns/'
const SCHEMA_HINTS = ['schemaLocation', 'noNamespaceSchemaLocation']

class Refused extends Error {}

/** The root element, or why the text is not XML we read. Never throws. */
export function readXml(xml: string, example: string): { root: XmlElement } | { fault: Fault } {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  const refuse = (why: string): never => {
    throw new Refused(why)
  }
  parser.on('error', (error) => refuse(`XML 格式有误：${error.message}`))
  parser.on('doctype', () => refuse('不接受文档类型声明（DOCTYPE）和自定义实体'))
  parser.on('opentagstart', () => {
    if (open.length >= MAX_DEPTH) refuse(`元素嵌套不能超过${MAX_DEPTH}层`)
  })
  parser.on('opentag', (tag) => {
    const element: XmlElement = {
      name: tag.local,
      namespace: tag.uri,
      line: parser.line,
      attributes: Object.values(tag.attributes)
        .filter((a) => a.uri !== XMLNS && !(a.uri === SCHEMA_INSTANCE && SCHEMA_HINTS.includes(a.local)))
        .map((a) => a.name),
      children: [],
      text: '',
    }
    root ??= element
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding && !/^utf-8$/i.test(encoding)) refuse('只接受 UTF-8 编码')
  })
  parser.on('processinginstruction', ({ body }) => {
    if (body.startsWith('?')) refuse('XML 格式有误：处理指令的名称后要有空格')
  })
  const onText = (text: string) => {
    const inside = open.at(-1)
    if (inside) inside.text += text
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  try {
    parser.write(xml).close()
    return root ? { root } : { fault: fault('没有内容') }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { fault: fault(error.message) }
  }

  function fault(why: string): Fault {
    return { element: 'alert', line: parser.line, why, example }
  }
}
