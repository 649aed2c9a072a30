import type { RouteRecordRaw } from 'vue-router'

export default [
  {
    path: '/operate',
    name: 'dashboard',
    component: () => import('./DashboardPage.vue'),
    meta: {
      title: 'reports.dashboard.title',
      permission: 'reports:read',
      area: 'operate',
      nav: { label: 'reports.dashboard.title', icon: 'i-lucide-layout-dashboard', order: 10 },
    },
  },
] satisfies RouteRecordRaw[]
