/** Writes that leave no audit row, and why that is right. */
export const NO_ROW: Readonly<Record<string, string>> = {
  'POST /comments': 'residents are not in the audit log',
  'POST /comments/lookup': 'reads',
  'POST /comments/messages': 'residents are not in the audit log',
  'POST /comments/verdict': 'residents are not in the audit log',
  'POST /comments/appeal': 'residents are not in the audit log',
  'DELETE /session': 'ends nothing but the caller’s own sign-in',
  'POST /invitations/look': 'reads',
  'POST /accounts/import/preview': 'reads',
  'POST /units/{unit}/plans/{cycle}/draft/import/preview': 'reads',
  'POST /units/{unit}/progress/{cycle}/{period}/import/preview': 'reads',
  'POST /progress/{cycle}/import/preview': 'reads',
  'POST /windows/{window}/imports/files/{file}/preview': 'reads',
  'POST /reminders/read': 'marks the caller’s own notices as seen',
  'POST /windows/{window}/shares': 'shares live in memory; the opening they lead to has its row',
  'DELETE /windows/{window}/shares': 'shares live in memory',
};

/** Writes whose audit row another test finds, because the way to them is long: route → that test and the action it must name. */
export const ELSEWHERE: Readonly<Record<string, readonly [test: string, action: string]>> = {
  'POST /units/{unit}/progress/{cycle}/{period}/import': ['tests/api/progress-import.test.ts', 'report.imported'],
  'POST /progress/{cycle}/import': ['tests/api/progress-import.test.ts', 'report.imported'],
  'POST /windows/{window}/imports/files/{file}/proposal': ['tests/api/imports.test.ts', 'import.proposed'],
  'DELETE /windows/{window}/imports/files/{file}/proposal': ['tests/api/imports.test.ts', 'import.withdrawn'],
  'POST /windows/{window}/imports/files/{file}/commit': ['tests/api/imports.test.ts', 'committedBy'],
  'PUT /windows/{window}/named-voters': ['tests/api/named-ballots.test.ts', 'named_ballot.voters_listed'],
  'PUT /windows/{window}/named-ballots/own': ['tests/api/named-ballots.test.ts', 'named_ballot.cast'],
  'POST /windows/{window}/opening/confirm': ['tests/api/opening.test.ts', 'window.opened'],
  'POST /comments/{id}/stop': ['tests/api/threads.test.ts', 'comment.clock_stopped'],
  'POST /comments/{id}/resume': ['tests/api/threads.test.ts', 'comment.clock_resumed'],
  'POST /comments/{id}/hand-on': ['tests/api/threads.test.ts', 'comment.handed_on'],
  'POST /comments/{id}/contact': ['tests/api/threads.test.ts', 'comment.contact_read'],
  'POST /moderation/messages/{id}': ['tests/api/threads.test.ts', 'comment.message_published'],
  'POST /moderation/appeals/{id}': ['tests/api/threads.test.ts', 'comment.appeal_granted'],
};
