import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate/outbox',
    name: 'outbox',
    component: () => import('./OutboxPage.vue'),
    meta: {
      title: 'notifications.outbox.title',
      permission: 'messages:read',
      area: 'operate',
      nav: { label: 'notifications.outbox.title', icon: 'i-lucide-mails', order: 60 },
    },
  },
  {
    path: '/messages',
    name: 'my-messages',
    component: () => import('./MyMessagesPage.vue'),
    meta: { title: 'notifications.mine.title', signedIn: true, accountMenu: 'i-lucide-inbox' },
  },
  {
    path: '/profile/notifications',
    name: 'notification-preferences',
    component: () => import('./PreferencesPage.vue'),
    meta: { title: 'notifications.preferences.title', signedIn: true, accountMenu: 'i-lucide-bell' },
  },
  {
    path: '/unsubscribe/:token',
    name: 'unsubscribe',
    component: () => import('./UnsubscribePage.vue'),
    props: true,
    meta: { title: 'notifications.unsubscribe.title' },
  },
] satisfies RouteRecordRaw[]
