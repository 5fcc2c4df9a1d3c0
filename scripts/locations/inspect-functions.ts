import { Session } from 'node:inspector';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from '../../cli/commands/explain/locations.ts';
import { packageRoot } from '../../spec/package-root.ts';

/** The name under which values pass from and to the inspector. */
const PASSED = 'passedToTheInspector';

interface RemoteObject {
  readonly objectId?: string;
  readonly description?: string;
}
interface Property {
  readonly name: string;
  readonly value?: RemoteObject & { readonly value?: { scriptId: string; lineNumber: number } };
}
interface Properties {
  readonly result: readonly Property[];
  readonly internalProperties?: readonly Property[];
}

/** What the engine knows of functions. Node strips types and keeps the lines, so that places are those of the sources. */
export class FunctionInspector implements Disposable {
  readonly #session = new Session();
  readonly #scripts = new Map<string, string>();

  constructor() {
    this.#session.connect();
    this.#session.on('Debugger.scriptParsed', ({ params }) => this.#scripts.set(params.scriptId, params.url));
    this.#post('Debugger.enable');
  }

  [Symbol.dispose](): void {
    Reflect.deleteProperty(globalThis, PASSED);
    this.#session.disconnect();
  }

  placeOf(written: unknown): Place {
    const location = this.#internal(written, '[[FunctionLocation]]')?.value;
    const url = this.#scripts.get(location?.scriptId ?? '');
    if (!location || url === undefined) throw new Error('the engine does not know where a function stands');
    const path = relative(packageRoot, fileURLToPath(url)).replaceAll('\\', '/');
    return { path, line: location.lineNumber + 1 };
  }

  /** What a function takes from the functions round it, by the names of the variables. */
  closureOf(written: unknown): ReadonlyMap<string, unknown> {
    const scopes = this.#properties(this.#internal(written, '[[Scopes]]')).result;
    const closures = scopes.filter(({ value }) => /^(Closure|Block)\b/.test(value?.description ?? ''));
    const variables = closures.flatMap(({ value }) => this.#properties(value).result);
    // An inner variable hides an outer one of the same name.
    return new Map(variables.toReversed().map(({ name, value }) => [name, this.#valueOf(value)]));
  }

  #internal(written: unknown, name: string): Property['value'] {
    Object.assign(globalThis, { [PASSED]: written });
    const { result } = this.#post('Runtime.evaluate', { expression: PASSED }) as { result: RemoteObject };
    return this.#properties(result).internalProperties?.find((one) => one.name === name)?.value;
  }

  #properties(object: RemoteObject | undefined): Properties {
    if (object?.objectId === undefined) return { result: [] };
    const { objectId } = object;
    return this.#post('Runtime.getProperties', { objectId, ownProperties: true }) as Properties;
  }

  /** The value itself, which the inspector only names; `undefined` for what is no object. */
  #valueOf(object: RemoteObject | undefined): unknown {
    if (object?.objectId === undefined) return undefined;
    this.#post('Runtime.callFunctionOn', {
      objectId: object.objectId,
      functionDeclaration: `function () { globalThis.${PASSED} = this; }`,
    });
    return Reflect.get(globalThis, PASSED);
  }

  /** A session on its own thread answers before it returns. */
  #post(method: string, params: object = {}): unknown {
    let answer: unknown;
    this.#session.post(method, params, (error, result) => {
      if (error) throw new Error(`${method}: ${error.message}`);
      answer = result;
    });
    return answer;
  }
}
