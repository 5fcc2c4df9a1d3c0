import { readFileSync, readlinkSync } from 'node:fs';

/** By what a process is known again on one machine. */
export interface ProcessMark {
  readonly pid: number;
  /** When it started, in the kernel's count; `null` where it does not tell. Process ids are used again. */
  readonly processStart: string | null;
  /** Which boot of which kernel, and which of its process id namespaces: containers use the same ids. */
  readonly kernel: string | null;
}

export function thisProcess(): ProcessMark {
  return { pid: process.pid, processStart: statOf(process.pid)?.start ?? null, kernel: kernel() };
}

/** Whether a process has certainly ended, seen from here; one in another container or on another host is not seen. */
export function isGone(mark: ProcessMark): boolean {
  if (mark.kernel === null || mark.kernel !== kernel()) return false;
  const found = statOf(mark.pid);
  // A zombie acts no more, though it still has its number.
  return found === null || found.state === 'Z' || found.state === 'X' || found.start !== mark.processStart;
}

function kernel(): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
}

function statOf(pid: number): { state: string; start: string } | null {
  try {
    // The name of the process may hold blanks; the fields are counted from behind it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state, start: fields[18] ?? '' };
  } catch {
    return null;
  }
}
