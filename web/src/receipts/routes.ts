import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/verify/:code?',
    name: 'verify-receipt',
    component: () => import('./VerifyPage.vue'),
    meta: { title: 'receipts.verify.title' },
  },
  {
    path: '/receipts',
    name: 'my-receipts',
    component: () => import('./MyReceiptsPage.vue'),
    meta: { title: 'receipts.mine.title', signedIn: true, accountMenu: 'i-lucide-receipt-text' },
  },
  {
    path: '/operate/receipts',
    name: 'receipts',
    component: () => import('./ReceiptsPage.vue'),
    meta: {
      title: 'receipts.list.title',
      permission: 'reports:read',
      area: 'operate',
      nav: { label: 'receipts.list.title', icon: 'i-lucide-receipt-text', order: 35 },
    },
  },
] satisfies RouteRecordRaw[]
