import type { permitsProblems } from '../../../../preload/problem/permits.ts'

export const permits: Record<keyof typeof permitsProblems, string> = {
  'permits.needed':
    'By the policy of your organization, lifting a suppression needs a second signature. Ask for a permit.',
  'permits.no-such-petition':
    'That petition is not here, or it is not yours. Sync with the shared store and look again.',
  'permits.not-agreed': 'Nobody has agreed yet. You can go on once an approver does.',
  'permits.refused':
    'This petition was refused. If you still need it, ask again with a better reason.',
  'permits.expired': 'The permit has expired. Ask again.',
  'permits.used':
    'This permit was used already, or is no longer valid. Each permit is good for one act: ask again.',
  'permits.other-act': 'This is not what others agreed to. Only exactly that can be done.',
  'permits.outdated': 'The content has changed since you asked. Ask again for what is there now.',
  'permits.nobody-to-ask':
    'There is no other approver who could agree. Ask an administrator to add one.',
  'permits.exports-forbidden': 'The policy of your organization forbids exporting addresses.',
  'permits.unmask-forbidden':
    'By the policy of your organization, masked addresses are not shown to you. Ask a list manager.',
  'permits.not-written':
    'Could not write “{name}”. Check where you save it. The permit counts as used, so you have to ask again.',
}
