import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ConfigFault, isLoopback, readConfig, SETTINGS } from '../../api/config.ts';
import { configurationPage } from '../tools/print-configuration.ts';

test('without any variable everything has a default', () => {
  expect(readConfig({}, '/srv/gongping')).toMatchObject({ port: 4321, publicUrl: 'http://localhost:4321', city: 'demo', dataDir: '/srv/gongping/.data/demo' });
});

test('all faults are told at once, and the database address is never repeated', () => {
  const faulty = () => readConfig({ PORT: '0', CITY: 'A', DATABASE_URL: 'secret' }, '/');
  expect(faulty).toThrow(ConfigFault);
  expect(faulty).toThrow(/PORT=0.*\n.*CITY=A.*\n.*DATABASE_URL=…/);
  expect(faulty).not.toThrow(/secret/);
});

test('an empty variable is as good as none', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' }, '/')).toMatchObject({ port: 4321, databaseUrl: undefined });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['127.evil.example', false],
  ['10.0.0.1', false],
])('%s is a loopback address: %s', (host, is) => {
  expect(isLoopback(host)).toBe(is);
});

test('.env.example names every setting, and the reference page is printed from the code', () => {
  const example = readFileSync('.env.example', 'utf8');
  expect(Object.values(SETTINGS).filter(({ variable }) => !example.includes(`${variable}=`))).toEqual([]);
  expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage());
});
