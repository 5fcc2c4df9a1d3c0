/** Source lines of rules: where a statement comes from, by section title, never by sentence. */

export function guide(...sections: string[]): string {
  return `guide: ${sections.join('; ')}`;
}

export function live(fact: string): string {
  return `live: ${fact}`;
}

export function model(shape: string): string {
  return `model: ${shape}`;
}

export function protocol(part: string): string {
  return `protocol: ${part}`;
}
