import type { frame as ja } from '../ja/frame.ts'

export const frame = {
  'frame.palette': 'Command palette',
  'frame.palette-open': 'Find',
  'frame.palette-hint': 'Type an act, a page, or the name of a campaign or list',
  'frame.palette-keys': '↑↓ to choose, Enter to do it, Esc to close.',
  'frame.found': 'What was found',
  'frame.found-none': 'Nothing found. Try another word.',
  'frame.sort-act': 'Act',
  'frame.sort-page': 'Page',
  'frame.sort-own': 'My settings',
} satisfies Record<keyof typeof ja, string>
