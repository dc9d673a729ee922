/**
 * Numbers of people that nobody can have counted: 1e9人, -3人, 0.5人, 一两百人, 几十人, or so many figures that no number is meant.
 * They are some people without a number: what happened to them stands, how many is asked.
 */
const OF_PEOPLE = String.raw`(?=\s?(?:个|名|位|口)?(?:人|名|位|群众|村民|工人|学生|老人|老乡|伤员|伤者|游客|乘客|小孩|孩子))`
/** What may stand before a number that has no unit: 伤了一两百, 死亡-3. */
const HARM = String.raw`(?<=(?:死亡?|伤|遇难|失踪|失联|被困|受困|被埋|埋|困|救出|转移|撤离)(?:人数|人员|群众)?了?(?:约|大概|大约|有)?[:：\s]{0,2})`
const NO_UNIT = String.raw`(?![\d.]|\s?[户间亩头只米块公元斤车棵个小])`
const RANGE = '(?:一两|一二|两三|二三|三四|三五|四五|五六|六七|七八|八九|几|数|好几|上|成)'
const NONE = [
  String.raw`(?<![\d.])\d{1,6}(?:\.\d{1,6})?[eE][+-]?\d{1,4}`,
  String.raw`(?<![\d\-—~～至到年月日:：]|[A-Za-z])[-−–－负]\d{1,9}(?:\.\d{1,4})?`,
  String.raw`(?<![\d.])\d{1,9}\.\d{1,6}`,
  String.raw`(?<![\d.])\d{7,30}`,
  `${RANGE}(?:百|千|万|十(?![一二三四五六七八九])){1,2}(?:来|多|把)?`,
  '成[百千]上[千万]',
]
const LABELLED = String.raw`(?<=(?:死亡|遇难|受伤|失踪|失联|被困)(?:人数|人员)?[:：]\s?)[-−–－负]\d{1,9}`
const UNCOUNTED = new RegExp(
  [...NONE.flatMap((n) => [`(?:${n})${OF_PEOPLE}`, `${HARM}(?:${n})${NO_UNIT}`]), LABELLED].join('|'),
  'g',
)

/** The same, each such number in as many characters that say some: nothing that stands after it moves. */
export const withoutUncounted = (text: string): string => text.replace(UNCOUNTED, (n) => '几'.repeat(n.length))
