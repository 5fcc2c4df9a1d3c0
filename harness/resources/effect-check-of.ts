import type { Operation } from '../../spec/contract.ts';
import { alternateContactScene } from './alternate-contact.ts';
import { primaryContactScene } from './primary-contact.ts';
import { EMAIL_CHANGES, primaryEmailScene } from './primary-email.ts';
import { regionChangeScene } from './region-change.ts';
import { regionReadScene } from './region-read.ts';
import type { Scene } from '../subject.ts';

/** The scene in which an operation is proven; `null`: none yet. */
export function sceneOf(operation: Operation): Scene | null {
  switch (operation.changes ?? operation.reads) {
    case 'alternate-contact':
      return alternateContactScene;
    case 'primary-contact':
      return primaryContactScene;
    case 'region':
      return operation.changes === 'region' ? regionChangeScene : regionReadScene;
    case 'primary-email':
      return primaryEmailScene;
    case null:
      return null;
  }
}

/** The operations that a scene calls beside the one that it proves. */
export function sceneOperations(operation: Operation): string[] {
  switch (operation.changes ?? operation.reads) {
    case 'alternate-contact':
      return operation.name === 'DeleteAlternateContact' || operation.name === 'PutAlternateContact'
        ? ['GetAlternateContact', 'PutAlternateContact']
        : ['PutAlternateContact'];
    case 'primary-contact':
      return ['GetContactInformation', 'PutContactInformation'];
    case 'region':
      return operation.changes === 'region'
        ? ['GetRegionOptStatus', 'ListRegions', 'EnableRegion', 'DisableRegion']
        : ['ListRegions'];
    case 'primary-email':
      return operation.changes === null ? [] : EMAIL_CHANGES;
    case null:
      return [];
  }
}
