import type { StepName } from './steps';

export const setUpTexts = {
  heading: 'Set up calling',
  intro: 'From nothing to the first call. These steps go away by themselves.',
  progress: (done: number, all: number) => `${done} of ${all} done`,
  done: 'done',
  open: 'to do',
  next: 'next',
  steps: {
    server: {
      title: 'The server knows your Twilio account',
      text: 'Its address and secrets come from the environment of the server, never from this page. What is missing stands under “What the server has”.',
    },
    fields: {
      title: 'The four fields',
      text: 'Account SID, token endpoint, caller ID, and the regions that may be called.',
      link: 'Fill in the fields',
    },
    plans: {
      title: 'Plans with calling',
      text: 'Name the plans whose users may call.',
      link: 'Choose plans',
    },
    numbers: {
      title: 'A company with a verified number',
      text: 'Only verified numbers of reviewed companies, in allowed regions, can be called.',
      link: 'Go to Companies',
    },
    users: {
      title: 'A user with a plan that has calling, and a token',
      text: 'Begin with yourself: the test call is made with your own account and plan.',
      link: 'Go to Users',
    },
    call: {
      title: 'A test call that somebody answers',
      text: 'You see each of its steps arrive, and where it stops if it does.',
      link: 'Try it',
    },
  } satisfies Record<StepName, { title: string; text: string; link?: string }>,
};
