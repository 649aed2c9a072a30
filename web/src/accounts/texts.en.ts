import people from './texts.people'

export default {
  people,
  name: 'Name',
  email: 'Email',
  password: 'Password',
  signIn: { title: 'Sign in', submit: 'Sign in', other: 'No account yet?', otherLink: 'Create one' },
  register: {
    title: 'Create an account',
    lead: 'To reserve, pay and keep your receipts.',
    submit: 'Create account',
    passwordHint: 'At least 8 characters; a few unrelated words work well.',
    other: 'Have an account already?',
    otherLink: 'Sign in',
  },
}
