import type { Command, Option } from 'commander';
import { configSchema } from '../targets/config/config-schema.ts';

/** docs/options.md: every command with its arguments and options, as the command line itself declares them. */
export function optionsPage(program: Command): string {
  return [
    '# Commands and options',
    '',
    'Generated from the command line by `npm run docs:options`; a test holds it current.',
    'What `account-conformance COMMAND --help` says is the same.',
    '',
    'Options of `run` with a name in the last column may stand in the configuration file too, under `run:`;',
    'the command line goes before it.',
    '',
    ...program.commands.flatMap((command) => section(program, command)),
  ].join('\n');
}

function section(program: Command, command: Command): string[] {
  const configurable = command.name() === 'run';
  const heads = ['option', 'meaning', ...(configurable ? ['in the configuration'] : [])];
  const rows = command.options.map((option) => [
    `\`${option.flags}\``,
    meaning(option),
    ...(configurable ? [isConfigurable(option) ? `\`${option.attributeName()}\`` : ''] : []),
  ]);
  const words = [program.name(), command.name(), ...command.registeredArguments.map(argumentText)];
  const described = command.registeredArguments.map(
    (argument) => `- \`${argumentText(argument)}\`: ${cell(argument.description)}`,
  );
  return [
    `## ${command.name()}`,
    '',
    `\`${words.join(' ')}${rows.length > 0 ? ' [options]' : ''}\``,
    '',
    sentence(command.description()),
    '',
    ...(described.length > 0 ? [...described, ''] : []),
    ...(rows.length > 0 ? [row(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(row), ''] : []),
  ];
}

function argumentText(argument: Command['registeredArguments'][number]): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}

function meaning({ description, argChoices, defaultValue }: Option): string {
  const choices = argChoices ? `: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}` : '';
  const preset: unknown = defaultValue;
  const usual = typeof preset === 'string' ? ` (default: \`${preset}\`)` : '';
  return cell(`${description}${choices}${usual}`);
}

/** Whether the configuration file knows the option by its name. */
function isConfigurable(option: Option): boolean {
  const name = option.attributeName();
  const { success, error } = configSchema.safeParse({ run: { [name]: null } });
  return success || !error.issues.some(({ code }) => code === 'unrecognized_keys');
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
