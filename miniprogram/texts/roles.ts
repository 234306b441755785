import type { Role } from '@shared/contract';

export const roles: Record<Role, string> = {
  clerk: '店员',
  manager: '店长',
  operator: '运营',
  analyst: '分析',
  tester: '测试账号',
};
