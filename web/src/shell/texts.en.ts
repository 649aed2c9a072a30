export default {
  name: 'parkapp',
  skip: 'Skip to content',
  demo: 'Demo: a made-up city and play money.',
  nav: {
    main: 'Main',
    operate: 'Operate',
    operateNav: 'Operating',
    menu: 'Menu',
    close: 'Close menu',
    home: 'parkapp, to the start page',
  },
  account: {
    menu: 'Account of {name}',
    signIn: 'Sign in',
    register: 'Create account',
    signOut: 'Sign out',
    signedOut: 'You are signed out',
  },
  colour: { menu: 'Colour mode', auto: 'As the system', light: 'Light', dark: 'Dark' },
  footer: {
    tagline: 'A place for every car, a price you can check.',
    api: 'API documentation',
    label: 'Footer',
  },
  loading: 'Loading page',
  notFound: {
    title: 'Page not found',
    text: 'The address may be mistyped, or the page has moved.',
    home: 'Find parking',
  },
  forbidden: {
    title: 'Not allowed',
    text: 'Your account does not have the permission for this page. Ask an administrator if you need it.',
  },
}
