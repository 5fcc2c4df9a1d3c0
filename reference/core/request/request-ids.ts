/** Request ids in the form of a UUID: counted, so that a service gives the same ones each time. */
export function requestIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
  };
}
