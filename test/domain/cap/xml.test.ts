/** CAP 1.2 out is valid, in is strict: what the OASIS schema refuses is refused, with the element and a value that would pass. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildCap } from '#domain/cap/build.ts'
import { MAX_CHARS, parseCap } from '#domain/cap/parse.ts'
import type { CapAlert } from '#domain/cap/types.ts'
import { anyAlert, least, whole } from './alerts.ts'
import { againstSchema } from './schema.ts'

const xml = buildCap(whole)
const parsed = (text: string) => {
  const result = parseCap(text)
  return result.ok ? result.alert : result.faults
}
const faultsOf = (text: string) => {
  const result = parseCap(text)
  return result.ok ? [] : result.faults.map((f) => f.element)
}

test('the schema of the test refuses what CAP refuses', async () => {
  const said = await againstSchema([
    xml,
    xml.replace('>Actual<', '>Real<'),
    xml.replace('+08:00</sent>', 'Z</sent>'),
    xml.replace(/<status>.*<\/status>/, ''),
    xml.replace(/(<sender>.*<\/sender>)\s*(<sent>.*<\/sent>)/, '$2$1'),
  ])
  expect(said.map((s) => s === '')).toEqual([true, false, false, false, false])
})

test('what is built is valid against the OASIS schema, and reads back the same', async () => {
  const alerts: CapAlert[] = [least, whole, ...fc.sample(anyAlert, { numRuns: 60, seed: 20261124 })]
  expect((await againstSchema(alerts.map(buildCap))).filter(Boolean)).toEqual([])
  expect(alerts.map((a) => parsed(buildCap(a)))).toEqual(alerts)
})

test('build and parse are each other’s inverse', () => {
  fc.assert(
    fc.property(anyAlert, (alert) => {
      expect(parseCap(buildCap(alert))).toEqual({ ok: true, alert, signed: false })
    }),
    { numRuns: 300 },
  )
})

test('every truncation is refused', () => {
  const body = xml.trimEnd()
  for (let end = 0; end < body.length; end++) {
    const result = parseCap(body.slice(0, end))
    expect(result.ok, `cut at ${end}`).toBe(false)
    if (!result.ok) expect(result.faults[0]).toMatchObject({ element: expect.any(String), why: expect.any(String) })
  }
})

const mutation = fc.record({
  at: fc.nat(xml.length - 1),
  cut: fc.integer({ min: 0, max: 12 }),
  put: fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '&',
      '&#0;',
      '&x;',
      ']]>',
      '<note/>',
      '</info>',
      '<!--',
      '<![CDATA[',
      'Z',
      ' ',
      '"',
      '=',
      '\u0001',
      '\ufffe',
    ),
    fc.string({ maxLength: 3 }),
  ),
})
const mutate = ({ at, cut, put }: { at: number; cut: number; put: string }) =>
  xml.slice(0, at) + put + xml.slice(at + cut)

test('no mutation makes it throw; a refusal says what, why and how', () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (changes) => {
      const text = changes.reduce((t, { at, cut, put }) => t.slice(0, at) + put + t.slice(at + cut), xml)
      const result = parseCap(text)
      if (result.ok) return
      expect(result.faults.length).toBeGreaterThan(0)
      for (const f of result.faults) {
        expect(f.element && f.why && f.example).toBeTruthy()
        expect(f.line).toBeGreaterThan(0)
      }
    }),
    { numRuns: 500 },
  )
})

test('whatever it accepts of a damaged message, libxml2 finds valid too', async () => {
  const accepted = fc
    .sample(mutation, { numRuns: 2500, seed: 20261124 })
    .map(mutate)
    // a lone surrogate cannot be handed over as UTF-8
    .filter((text) => !/\p{Surrogate}/u.test(text) && parseCap(text).ok)
  expect(accepted.length).toBeGreaterThan(100)
  const said = await againstSchema(accepted)
  expect(said.filter(Boolean)).toEqual([])
})

test('any text at all is read without throwing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => !parseCap(text).ok),
    { numRuns: 300 },
  )
})

const put = (from: string | RegExp, to: string) => xml.replace(from, to)

test.each<[string, string, string[]]>([
  ['order', put(/(<urgency>.*<\/urgency>)\s*(<severity>.*<\/severity>)/, '$2$1'), ['alert/info/urgency']],
  ['a missing element', put(/<certainty>.*<\/certainty>/, ''), ['alert/info/certainty']],
  ['one element twice', put('<status>', '<status>Actual</status><status>'), ['alert/status[2]']],
  ['a value outside the list', put('>Expected<', '>Soon<'), ['alert/info/urgency']],
  ['a value in other case', put('>Actual<', '>actual<'), ['alert/status']],
  ['blanks around a value of a list', put('>Actual<', '> Actual <'), ['alert/status']],
  ['an element nobody knows', put('<note>', '<remark>x</remark><note>'), ['alert/remark']],
  ['an element of another namespace', put('<note>', '<note xmlns="urn:x">x</note><note>'), ['alert/note[1]']],
  ['Z for the zone', put('+08:00</sent>', 'Z</sent>'), ['alert/sent']],
  ['no zone', put('+08:00</sent>', '</sent>'), ['alert/sent']],
  ['milliseconds', put('00+08:00</sent>', '00.5+08:00</sent>'), ['alert/sent']],
  ['a day that is not', put('2026-11-24T09:00:00+08:00</sent>', '2026-02-30T09:00:00+08:00</sent>'), ['alert/sent']],
  ['a space in the identifier', put('_20261124090000<', ' 20261124090000<'), ['alert/identifier']],
  ['a comma in the sender', put('<sender>qingxi', '<sender>a,qingxi'), ['alert/sender']],
  ['an ampersand in the sender', put('<sender>qingxi', '<sender>a&amp;qingxi'), ['alert/sender']],
  ['an angle bracket in the sender', put('<sender>qingxi', '<sender>a&lt;qingxi'), ['alert/sender']],
  ['an update that names no message', put(/<references>.*<\/references>/, ''), ['alert/references']],
  [
    'references that are not triples',
    put(/<references>.*<\/references>/, '<references>35052441600000_1</references>'),
    ['alert/references'],
  ],
  ['a private message without addresses', put(/<addresses>.*<\/addresses>/, ''), ['alert/addresses']],
  [
    'a restricted message without restriction',
    put('>Private<', '>Restricted<').replace(/<restriction>.*<\/restriction>/, ''),
    ['alert/restriction'],
  ],
  ['a ring left open', put('25.1,118.1</polygon>', '25.1,118.3</polygon>'), ['alert/info/area[1]/polygon']],
  [
    'a ring of three points',
    put(/<polygon>.*<\/polygon>/, '<polygon>1,1 1,2 1,1</polygon>'),
    ['alert/info/area[1]/polygon'],
  ],
  [
    'longitude before latitude',
    put(/<polygon>.*<\/polygon>/, '<polygon>118,25 118,26 119,26 118,25</polygon>'),
    ['alert/info/area[1]/polygon'],
  ],
  [
    'a circle without radius',
    put(/<circle>.*<\/circle>/, '<circle>25.1,118.1</circle>'),
    ['alert/info/area[1]/circle'],
  ],
  ['ceiling without altitude', put(/<altitude>.*<\/altitude>/, ''), ['alert/info[1]/area[1]/altitude']],
  ['a name without its value', put('<value>11B03</value>', ''), ['alert/info/eventCode/value']],
  ['text between elements', put('<scope>', 'x<scope>'), ['alert']],
  ['elements inside text', put('<event>暴雨', '<event><b xmlns="">暴雨</b>'), ['alert/info/event']],
  ['an attribute', put('<event>', '<event lang="zh">'), ['alert/info/event']],
  ['another root', '<feed/>', ['feed']],
  ['another version', put('cap:1.2', 'cap:1.1'), ['alert']],
  ['an empty text', '', ['alert']],
])('%s is refused and named', (_, text, elements) => {
  expect(faultsOf(text)).toEqual(elements)
})

test('several faults are told at once, each with an example that passes', () => {
  const result = parseCap(put('>Actual<', '>Real<').replace('>Severe<', '>Bad<').replace('>Met<', '>Rain<'))
  const faults = result.ok ? [] : result.faults
  expect(faults.map((f) => [f.element, f.example])).toEqual([
    ['alert/status', 'Actual'],
    ['alert/info/category[1]', 'Met'],
    ['alert/info/severity', 'Severe'],
  ])
})

test('comments, character data sections, processing instructions and schema hints say nothing', () => {
  const text = put('<event>暴雨', '<event><!-- x --><?y z?><![CDATA[暴]]>雨').replace(
    '<alert ',
    '<alert xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:oasis:names:tc:emergency:cap:1.2 CAP-v1.2.xsd" ',
  )
  expect(parsed(text)).toEqual(whole)
})

test('prefixed names and a byte order mark are the same message', () => {
  const prefixed = buildCap(whole)
    .replaceAll(/<(\/?)([a-z])/gi, '<$1c:$2')
    .replace('xmlns=', 'xmlns:c=')
  expect(parsed(`\ufeff${prefixed}`)).toEqual(whole)
})

test('a signature after everything else is noticed; elsewhere it is refused', () => {
  const signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
  expect(parseCap(put('</alert>', `${signature}</alert>`))).toEqual({ ok: true, alert: whole, signed: true })
  expect(faultsOf(put('<info>', `${signature}<info>`))).toEqual(['alert/Signature'])
})

test('an empty optional element says nothing', () => {
  expect(parsed(buildCap(least).replace('</alert>', '<note/><references></references></alert>'))).toEqual(least)
})

test('what XML cannot carry is replaced, a carriage return survives', () => {
  const alert = { ...least, note: 'a\u0000b\ud800c\r\nd' }
  expect(parsed(buildCap(alert))).toEqual({ ...alert, note: 'a\ufffdb\ufffdc\r\nd' })
})

test.each([
  ['document type', '<!DOCTYPE alert><alert/>'],
  [
    'billion laughs',
    `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "&a;&a;">`).join('')}]>${xml}`,
  ],
  ['external entity', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>${xml.replace('暴雨', '&x;')}`],
  ['undeclared entity', xml.replace('暴雨', '&nbsp;')],
  ['null character', xml.replace('暴雨', '&#0;')],
  ['unbound prefix', xml.replace('<note>', '<q:note/><note>')],
  ['deep nesting', `${'<a>'.repeat(50_000)}`],
  ['deep nesting with prefixes', `${'<a:b>'.repeat(50_000)}`],
  ['too long', `${xml}${' '.repeat(MAX_CHARS)}`],
  ['many attributes', `<alert ${Array.from({ length: 40_000 }, (_, i) => `a${i}="1"`).join(' ')}>`],
  ['many faults', xml.replace('<info>', `${'<x/>'.repeat(50_000)}<info>`)],
])('hostile: %s is refused at once', (_, text) => {
  const began = performance.now()
  const result = parseCap(text)
  expect(result.ok).toBe(false)
  if (!result.ok) expect(result.faults.length).toBeLessThanOrEqual(20)
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a full-size message is read in linear time', () => {
  const long = buildCap({ ...least, note: '雨'.repeat(MAX_CHARS - 1000) })
  const began = performance.now()
  expect(parseCap(long).ok).toBe(true)
  expect(performance.now() - began).toBeLessThan(10_000)
})
