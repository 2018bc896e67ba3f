import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../functions/deliver-webhooks/public-address.ts';
import { urlProblem } from '../../shared/webhooks/index.ts';

describe('addresses that webhooks may go to', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.1',
    '100.63.0.1',
    '2606:4700:4700::1111',
    '2a00:1450::1',
  ])('%s is the internet', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::a00:1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001:db8::1',
    '2001:0:1::1',
    '2002:a00:1::',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('the address of a receiver', () => {
  test.each(['https://ehr.example.com/hooks', 'https://ehr.example.com:8443/a?b=c'])('%s is one', (url) => {
    expect(urlProblem(url, false)).toBeUndefined();
  });

  test.each([
    ['http://ehr.example.com/', 'https://'],
    ['ftp://ehr.example.com/', 'https://'],
    ['ehr.example.com', 'whole address'],
    ['https://me:secret@ehr.example.com/', 'user name'],
    ['https://ehr.example.com/#part', '#'],
    ['https://10.0.0.1/', 'host of the internet'],
    ['https://0x7f.1/', 'host of the internet'],
    ['https://2130706433/', 'host of the internet'],
    ['https://[::1]/', 'host of the internet'],
    ['https://localhost/', 'host of the internet'],
    ['http://127.0.0.1:9000/', 'https://'],
    [`https://ehr.example.com/${'x'.repeat(2_000)}`, 'at most'],
  ])('%s is none', (url, says) => expect(urlProblem(url, false)).toContain(says));

  test.each(['http://127.0.0.1:9000/', 'http://localhost:9000/', 'https://[::1]/', 'https://ehr.example.com/'])(
    'where this machine is let, %s is one',
    (url) => expect(urlProblem(url, true)).toBeUndefined(),
  );

  test.each(['http://10.0.0.1/', 'http://ehr.example.com/', 'ftp://127.0.0.1/', 'http://localhost.example.com/'])(
    'and %s is none',
    (url) => expect(urlProblem(url, true)).toBeDefined(),
  );
});
