import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../miniprogram/platform/connection', () => ({ onConnection: () => undefined }));
const { useNetwork } = await import('../../miniprogram/platform/network');

const network = () => useNetwork.getState();

describe('what the phone believes of its network', () => {
  beforeEach(() => network().connected(true));

  it('given a call that reached nothing, when the next one reaches the cloud, then the network is back', () => {
    network().reached(false);
    expect(network().online).toBe(false);
    network().reached(true);
    expect(network().online).toBe(true);
  });

  it('given the phone has lost its network, when an answer from before comes in, then it is still offline', () => {
    network().connected(false);
    network().reached(true);
    expect(network().online).toBe(false);
  });

  it('given the phone has its network back, then it is online at once, and calls have the say again', () => {
    network().connected(false);
    network().connected(true);
    expect(network().online).toBe(true);
    network().reached(false);
    expect(network().online).toBe(false);
  });
});
