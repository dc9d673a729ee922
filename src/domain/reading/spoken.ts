/**
 * What rooms hand to the reading: things of their own, by the names that people give them, and what is said of these. A strong
 * sign of the room's intent and no condition of it: gear of a name that is in no list is read by learned weights. Where harm is
 * told besides, or something of another nature is likelier, the words are not followed (`meant.ts`).
 */
import { clausesOf } from './clauses.ts'
import type { Context } from './fields/context.ts'
import type { Fields, RoomIntent } from './reading.ts'

/** A room's words; of several that fit at one place the longest is meant, so `不正常` is no `正常`. */
export interface ThingWords {
  /** Names of each thing, by its key. */
  things: Readonly<Record<string, readonly string[]>>
  /** What may be said of it, by what it means. */
  says: Readonly<Record<string, readonly string[]>>
  /** The same, where a clause is nothing but this: 通 alone, not in 通知. */
  alone: Readonly<Record<string, readonly string[]>>
  /** What of a thing a later clause speaks of: 声音, 画面. Without one, only the clause of the thing itself is about it. */
  parts: readonly string[]
  /** A message with one of these is about something else. */
  not: readonly string[]
}

/** What is said of one thing, in order. */
export interface ThingSaid {
  thing: string
  /** As it was called. */
  name: string
  clauses: { text: string; means: readonly string[] }[]
}

/** An intent of a room. */
export interface Spoken {
  words: ThingWords
  /** Words that speak of trying the thing out, and so mark no drill: 试音, 测试. */
  trials?: readonly string[]
  /** Whether what is said of a thing makes the message one of this intent. */
  tells(said: ThingSaid): boolean
  /** What the room's words alone read, in the fields of the schema. @param said of the thing that was named, or of none. */
  fields(c: Context, said: ThingSaid | undefined): Fields
  /** What is made of that and of what is learned; where it does not say, what is learned is put over it. */
  together?(c: Context, ruled: Fields, learned: Fields): Fields
}

/** An intent whose things are told of, and what the message says besides. */
export interface Told {
  intent: RoomIntent
  besides: string
}

/** The text by which a message of the intent is a drill or real. */
export const withoutTrials = (text: string, { trials = [] }: Pick<Spoken, 'trials'>): string =>
  trials.reduce((left, word) => left.replaceAll(word, ''), text)

/** The intents that rooms have words for, and the first of them that a text's words tell of. */
export interface SaidOfRooms {
  intents: readonly string[]
  told?: Told
}
export const NO_ROOMS: SaidOfRooms = { intents: [] }

export function spokenIn(text: string, spoken: Readonly<Record<string, Spoken>>): SaidOfRooms {
  const intents = Object.keys(spoken)
  for (const [intent, { words, tells }] of Object.entries(spoken)) {
    const { said, besides } = listen(text, words)
    if (said.some(tells)) return { intents, told: { intent: intent as RoomIntent, besides } }
  }
  return { intents }
}

/** Every thing that the text names, with what is said of it; nothing where the text is about something else. */
export const thingsSaid = (text: string, words: ThingWords): ThingSaid[] => listen(text, words).said

/** What is said in a text of a thing that is in no list. */
export const saidIn = (text: string, words: ThingWords): ThingSaid['clauses'] =>
  clausesOf(text).map((clause) => ({
    text: clause.text,
    means: meaningsIn(clause.text, compiled(words).forms, words).means,
  }))

function listen(text: string, words: ThingWords): { said: ThingSaid[]; besides: string } {
  const { names, forms } = compiled(words)
  if (!names.some(([name]) => text.includes(name)) || words.not.some((w) => text.includes(w)))
    return { said: [], besides: text }
  const said: ThingSaid[] = []
  const besides: string[] = []
  for (const clause of clausesOf(text)) {
    const named = names.find(([name]) => clause.text.includes(name))
    if (named) said.push({ thing: named[1], name: named[0], clauses: [] })
    const rest = named ? clause.text.replace(named[0], ' ') : clause.text
    const now = said.at(-1)
    const heard = now && meaningsIn(rest, forms, words)
    const ofParts = words.parts.some((part) => rest.includes(part))
    const about = heard && (named || heard.alone || ofParts || now.clauses.some((c) => c.means.length > 0))
    if (about) now.clauses.push({ text: clause.text, means: heard.means })
    // a clause that names neither the thing nor a part of it may tell of more than the thing
    besides.push(about && (named || heard.alone || ofParts) ? heard.rest : rest)
  }
  return { said, besides: besides.join('，') }
}

function meaningsIn(text: string, forms: Table, words: ThingWords): { means: string[]; alone: boolean; rest: string } {
  const bare = text.replace(/[\s了]/g, '')
  const alone = Object.entries(words.alone).flatMap(([meaning, said]) => (said.includes(bare) ? [meaning] : []))
  if (alone.length) return { means: alone, alone: true, rest: '' }
  const means: string[] = []
  let rest = ''
  for (let i = 0; i < text.length; i++) {
    const found = forms.find(([form]) => text.startsWith(form, i))
    if (found) {
      means.push(found[1])
      i += found[0].length - 1
    } else rest += text[i]
  }
  return { means, alone: means.length > 0 && /^[\s了啦咗的]*$/.test(rest), rest }
}

type Table = [form: string, of: string][]
const tables = new WeakMap<ThingWords, { names: Table; forms: Table }>()
const longestFirst = (of: Readonly<Record<string, readonly string[]>>): Table =>
  Object.entries(of)
    .flatMap(([key, forms]) => forms.map((form): [string, string] => [form, key]))
    .sort(([a], [b]) => b.length - a.length)

function compiled(words: ThingWords): { names: Table; forms: Table } {
  const known = tables.get(words) ?? { names: longestFirst(words.things), forms: longestFirst(words.says) }
  tables.set(words, known)
  return known
}
