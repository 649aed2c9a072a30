import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate/books',
    name: 'books',
    component: () => import('./BooksPage.vue'),
    meta: {
      title: 'accounting.title',
      permission: 'reports:read',
      area: 'operate',
      nav: { label: 'accounting.title', icon: 'i-lucide-book-check', order: 45 },
    },
  },
  {
    path: '/operate/books/ledger',
    name: 'ledger',
    component: () => import('./LedgerPage.vue'),
    meta: { title: 'accounting.ledger.title', permission: 'reports:read', area: 'operate' },
  },
] satisfies RouteRecordRaw[]
