// Every fault that is injected.
import { device } from './device.mjs';
import { lifecycle } from './lifecycle.mjs';
import { network } from './network.mjs';
import { storage } from './storage.mjs';

export const SEED = 20261123;
export const faults = [...network, ...storage, ...device, ...lifecycle];
