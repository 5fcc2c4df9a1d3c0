import { describe, expect, test } from 'vitest';
import type { Service } from './service.ts';
import { call, ACCOUNT, testService } from '../testing/world.ts';

const { standalone: caller } = ACCOUNT;
const types = ['BILLING', 'OPERATIONS', 'SECURITY'];
const contactOf = (type: string) => ({
  AlternateContactType: type,
  EmailAddress: `${type}@example.com`,
  Name: `Name of ${type}`,
  PhoneNumber: '(206) 555-0100',
  Title: 'Title',
});
const primary = {
  AddressLine1: '1 Example Street',
  AddressLine2: 'Door 2',
  City: 'Seattle',
  CompanyName: 'Example',
  CountryCode: 'US',
  FullName: 'Jane Doe',
  PhoneNumber: '+1 206 555 0100',
  PostalCode: '98101',
  StateOrRegion: 'Washington',
  WebsiteUrl: 'https://example.com',
};

function get(service: Service, type: string) {
  return call(service, caller, 'GetAlternateContact', { AlternateContactType: type });
}

function put(service: Service, contact: object) {
  return call(service, caller, 'PutContactInformation', { ContactInformation: contact });
}

function stored(service: Service): unknown {
  return call(service, caller, 'GetContactInformation').body.ContactInformation;
}

describe('an alternate contact', () => {
  test('does not exist at first', () => {
    const { service } = testService();
    for (const type of types)
      expect(get(service, type)).toMatchObject({ status: 404, error: 'ResourceNotFoundException' });
  });

  test('is created, repeated and wholly replaced by Put, whose success has no body', () => {
    const { service } = testService();
    const contact = contactOf('BILLING');
    for (const given of [
      contact,
      contact,
      { ...contact, Name: 'Other', EmailAddress: 'other@example.com' },
    ]) {
      expect(call(service, caller, 'PutAlternateContact', given)).toMatchObject({ status: 200, text: '' });
      expect(get(service, 'BILLING').body).toEqual({ AlternateContact: given });
    }
  });

  test('is deleted once, and alone', () => {
    const { service } = testService();
    for (const type of types) call(service, caller, 'PutAlternateContact', contactOf(type));
    const remove = () =>
      call(service, caller, 'DeleteAlternateContact', { AlternateContactType: 'OPERATIONS' });
    expect(remove()).toMatchObject({ status: 200, text: '' });
    expect(remove()).toMatchObject({ status: 404, error: 'ResourceNotFoundException' });
    expect(get(service, 'OPERATIONS').status).toBe(404);
    expect(get(service, 'BILLING').body).toEqual({ AlternateContact: contactOf('BILLING') });
    expect(get(service, 'SECURITY').body).toEqual({ AlternateContact: contactOf('SECURITY') });
    expect(call(service, caller, 'GetContactInformation').status).toBe(200);
  });

  test('keeps its value when a Put is refused', () => {
    const { service } = testService();
    call(service, caller, 'PutAlternateContact', contactOf('BILLING'));
    const refused = call(service, caller, 'PutAlternateContact', {
      ...contactOf('BILLING'),
      Name: 'New',
      Title: '',
    });
    expect(refused.status).toBe(400);
    expect(get(service, 'BILLING').body).toEqual({ AlternateContact: contactOf('BILLING') });
  });

  test('loses outer white space of the address alone, and has its type in upper case', () => {
    const { service } = testService();
    const padded = {
      ...contactOf('billing'),
      EmailAddress: ' a@example.com ',
      Name: ' N ',
      Title: ' T ',
      PhoneNumber: ' 1 ',
    };
    call(service, caller, 'PutAlternateContact', padded);
    expect(get(service, 'BILLING').body).toEqual({
      AlternateContact: { ...padded, AlternateContactType: 'BILLING', EmailAddress: 'a@example.com' },
    });
  });
});

describe('the primary contact', () => {
  test('exists from the start, unless the account is made without one', () => {
    expect(stored(testService().service)).toMatchObject({ CountryCode: 'US' });
    const { service } = testService({ seed: { primaryContact: null, alternateContacts: {} } });
    expect(call(service, caller, 'GetContactInformation')).toMatchObject({
      status: 404,
      error: 'ResourceNotFoundException',
    });
  });

  test('is wholly replaced: an optional member that is left out, or null, is gone', () => {
    const { service } = testService();
    expect(put(service, primary)).toMatchObject({ status: 200, text: '' });
    expect(stored(service)).toEqual(primary);
    const { AddressLine2: _, WebsiteUrl: __, ...less } = primary;
    put(service, { ...less, WebsiteUrl: null });
    expect(stored(service)).toEqual(less);
  });

  test('is trimmed and upper-cased where that was seen live', () => {
    const { service } = testService();
    const trimmed = ['FullName', 'AddressLine1', 'City', 'StateOrRegion', 'PostalCode'] as const;
    const padded = Object.fromEntries(trimmed.map((name) => [name, ` ${primary[name]}\t`]));
    put(service, {
      ...primary,
      ...padded,
      CountryCode: 'us',
      PhoneNumber: '+12065550100 ',
      CompanyName: ' C ',
    });
    expect(stored(service)).toEqual({ ...primary, PhoneNumber: '+12065550100', CompanyName: ' C ' });
  });

  test('with a blank member is refused, without reason or field list, and kept', () => {
    const { service } = testService();
    put(service, primary);
    for (const name of ['FullName', 'City', 'StateOrRegion', 'PostalCode', 'AddressLine1']) {
      const { status, error, body } = put(service, { ...primary, [name]: '  ' });
      expect([status, error, Object.keys(body)], name).toEqual([400, 'ValidationException', ['message']]);
    }
    expect(stored(service)).toEqual(primary);
  });

  test('needs a state or region in the countries that the contract names', () => {
    const { service } = testService();
    const { StateOrRegion: _, ...without } = primary;
    for (const CountryCode of ['US', 'CA', 'GB', 'DE', 'JP', 'IN', 'BR', 'us'])
      expect(put(service, { ...without, CountryCode }), CountryCode).toMatchObject({
        status: 400,
        body: { fieldList: [{ name: 'ContactInformation.StateOrRegion' }] },
      });
    expect(put(service, { ...without, CountryCode: 'AT' }).status).toBe(200);
  });
});
