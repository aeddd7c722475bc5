/** Reminders of reports, in the workspace and outside. */
export const reminders = {
  title: 'Reminders',
  all: 'All reminders and where to send them',
  none: 'No reminders.',
  markRead: 'Noted',
  read: 'read',
  settled: 'submitted',
  contact: 'Remind me outside the workspace',
  contactLead: 'Reminders also go here. Used for nothing else, never public; delete it when you like.',
  mail: 'Work mail',
  phone: 'Mobile number',
  off: (what: string) => `This installation sends no ${what} yet.`,
  mailWord: 'mail',
  smsWord: 'text messages',
  save: 'Save',
  done: { saved: 'Saved.' },
};
