/** The OASIS CAP 1.2 schema, asked of libxml2. */
import { readFileSync } from 'node:fs'
import { validateXML } from 'xmllint-wasm'

const schema = readFileSync(new URL('./CAP-v1.2.xsd', import.meta.url), 'utf8')

/** What the schema says against each text, in the order given; an empty string where it has nothing to say. */
export async function againstSchema(texts: readonly string[]): Promise<string[]> {
  const said = texts.map(() => '')
  const { errors } = await validateXML({
    xml: texts.map((contents, i) => ({ fileName: `${i}.xml`, contents })),
    schema: [schema],
    maxMemoryPages: 4096,
  })
  for (const { rawMessage } of errors) {
    const index = Number.parseInt(rawMessage, 10)
    if (index >= 0) said[index] += `${rawMessage}\n`
  }
  return said
}
