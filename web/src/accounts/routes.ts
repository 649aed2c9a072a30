import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/sign-in',
    name: 'sign-in',
    component: () => import('./SignInPage.vue'),
    meta: { title: 'accounts.signIn.title' },
  },
  {
    path: '/register',
    name: 'register',
    component: () => import('./RegisterPage.vue'),
    meta: { title: 'accounts.register.title' },
  },
  {
    path: '/forgot-password',
    name: 'forgot-password',
    component: () => import('./ForgotPasswordPage.vue'),
    meta: { title: 'accounts.forgot.title' },
  },
  {
    path: '/reset-password/:token',
    name: 'reset-password',
    component: () => import('./ResetPasswordPage.vue'),
    props: true,
    meta: { title: 'accounts.reset.title' },
  },
  {
    path: '/confirm-email/:token',
    name: 'confirm-email',
    component: () => import('./ConfirmEmailPage.vue'),
    props: true,
    meta: { title: 'accounts.confirm.title' },
  },
  {
    path: '/operate/people',
    name: 'people',
    component: () => import('./PeoplePage.vue'),
    meta: {
      title: 'accounts.people.title',
      permission: 'accounts:manage',
      area: 'operate',
      nav: { label: 'accounts.people.title', icon: 'i-lucide-users', order: 50 },
    },
  },
  {
    path: '/operate/people/:id',
    name: 'person',
    component: () => import('./PersonPage.vue'),
    props: true,
    meta: { title: 'accounts.people.one', permission: 'accounts:manage', area: 'operate' },
  },
  {
    path: '/profile',
    name: 'profile',
    component: () => import('./ProfilePage.vue'),
    meta: { title: 'accounts.profile.title', signedIn: true, accountMenu: 'i-lucide-user-cog' },
  },
] satisfies RouteRecordRaw[]
