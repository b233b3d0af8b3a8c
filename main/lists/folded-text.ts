/**
 * A text as people look for it: half-width kana and full-width letters are what NFKC makes of them,
 * letters are small, hiragana is katakana, and the forms of kanji that names are written with are
 * one form (髙 and 高, 﨑 and 崎). Folding twice changes nothing.
 */
export function foldText(text: string): string {
  if (isAsciiText(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(hiragana, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))
    .replace(nameForms, (form) => plainForms.get(form) ?? form)
}

/** Whether folding leaves nothing but the size of its letters to change. */
export function isAsciiText(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
  return /^[\u0000-\u007f]*$/.test(text)
}

const hiragana = /[\u3041-\u3096]/g

/** The usual form first, the others of the same name behind it. */
const formsOfNames = [
  ...['高髙', '崎﨑嵜', '辺邊邉', '斎斉齋齊', '徳德', '瀬瀨', '吉𠮷', '浜濱濵', '沢澤'],
  ...['島嶋嶌', '広廣', '桜櫻', '国國圀', '恵惠', '竜龍'],
  ...['真眞', '関關', '黒黑', '富冨', '峰峯', '桑桒', '館舘', '柳栁', '曽曾', '巌巖', '穂穗'],
]
const plainForms: ReadonlyMap<string, string> = new Map(
  formsOfNames.flatMap((forms) => {
    const [plain = '', ...others] = forms
    return others.map((other): [string, string] => [other.normalize('NFKC'), plain])
  }),
)
const nameForms = new RegExp(`[${[...plainForms.keys()].join('')}]`, 'gu')
