import type { releases as ja } from '../ja/releases.ts'

export const releases = {
  'releases.none': 'No releases yet',
  'releases.none-body': 'Once an approved campaign is released, it appears here.',
  'releases.started': 'Started',
  'releases.phase-starting': 'Starting',
  'releases.phase-running': 'Sending',
  'releases.phase-paused': 'Paused',
  'releases.phase-stopping': 'Stopping',
  'releases.phase-finished': 'Finished',
  'releases.phase-stopped': 'Stopped',
  'releases.phase-halted': 'Halted',
  'releases.count-sent': 'Sent',
  'releases.count-waiting': 'To come',
  'releases.count-deferred': 'Deferred',
  'releases.count-failed': 'Failed',
  'releases.count-inDoubt': 'In doubt',
  'releases.count-suppressed': 'Suppressed',
  'releases.count-all': 'All',
  'releases.in-doubt-body':
    'For {count:message|messages} it is unknown whether the relay took them. They are not resent by themselves, so that nobody gets two. Check the relay’s log.',
  'releases.settle-one': 'Choose a message to record what became of it.',
  'releases.settle-all': 'Record the result of {count:message|messages}…',
  'releases.settle-title': 'What became of {count:message|messages}?',
  'releases.settle-body':
    'Look them up in the relay’s log by recipient and time. What you record is signed and cannot be taken back.',
  'releases.settle-verdict': 'Result',
  'releases.settle-arrived': 'The relay took it: it counts as sent',
  'releases.settle-not-arrived': 'The relay did not take it: it is not sent again',
  'releases.settle-resend': 'Send it once more',
  'releases.settle-resend-hint':
    'If the relay did take it, the recipient gets two. A sender may do this for three messages of a release; for more, an approver has to record it.',
  'releases.settle-confirm': 'Sign and record',
  'releases.domains': 'By domain',
  'releases.progress': 'Progress',
  'releases.deliveries': 'Message by message',
  'releases.number': 'No.',
  'releases.code': 'Code',
  'releases.reply': 'The relay’s reply',
  'releases.at': 'At',
  'releases.stop': 'Stop sending',
  'releases.stop-title': 'Stop sending?',
  'releases.stop-body':
    'The {waiting} not sent yet will not be sent. What has been sent cannot be taken back. This release cannot be resumed.',
  'releases.resume': 'Resume sending',
  'releases.resume-title': 'Resume “{name}”?',
  'releases.resume-body':
    'Sending goes on with the {count} that are left. Nobody who was sent to gets it twice.',
  'releases.elsewhere':
    'The results of each recipient are kept on the workstation that sends. The counts come from signed records.',
  'relay-transcript.open': 'What the failing session said…',
  'relay-transcript.title': 'The last session with the relay that failed',
  'relay-transcript.body':
    'A record for IT or for whoever runs the relay. Of addresses only the domain is in it; passwords and content are not.',
  'relay-transcript.of': '{relay}, {at}',
  'relay-transcript.legend':
    '“>” is what Sekisho sent, “<” what the relay answered, “*” what happened to the connection.',
  'releases.save-evidence': 'Save the evidence…',
  'releases.save-report': 'Save report (PDF)…',
  'releases.making-report': 'Making the report…',
  'releases.evidence-saved': 'Saved {name}',
  'releases.start': 'Release',
  'releases.start-title': 'Release “{name}”?',
  'releases.start-body':
    'Sending to {count} recipients begins at once. What is sent cannot be taken back.',
  'releases.start-now': 'Send to {count}',
  'releases.type-count': 'Number of recipients',
  'releases.type-count-hint': 'To confirm, type {count}.',
  'stop.waiting': '{by} asked for a stop at {at}. Waiting for “{workstation}” to answer.',
  'stop.heard': '{by} asked for a stop at {at}, and “{workstation}” answered at {heardAt}.',
  'stop.not-stopped': 'Not stopped yet.',
  'stop.no-answer':
    '“{workstation}” has not answered the stop that {by} asked for at {at}. Mail may still be leaving.',
  'stop.not-sent-yet':
    'The shared store is out of reach, so the stop that {by} asked for at {at} has not arrived at “{workstation}”. Mail may still be leaving.',
  'stop.call':
    'Call {contact} and have {operator}, who started it on “{workstation}”, stop the sending.',
  'stop.call-operator':
    'Call {operator}, who started it on “{workstation}”, and have the sending stopped.',
} satisfies Record<keyof typeof ja, string>
