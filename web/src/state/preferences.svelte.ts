/** What this browser remembers of how somebody likes the pages. */
export class Preference<T> {
  private held: T;

  constructor(
    private readonly name: string,
    fallback: T,
    private readonly isValid: (value: unknown) => value is T,
  ) {
    this.held = $state(this.read() ?? fallback);
  }

  get value(): T {
    return this.held;
  }

  set value(value: T) {
    this.held = value;
    try {
      localStorage.setItem(`gantry.${this.name}`, JSON.stringify(value));
    } catch {
      // It holds until the page is left.
    }
  }

  private read(): T | null {
    try {
      const value: unknown = JSON.parse(localStorage.getItem(`gantry.${this.name}`) ?? "null");
      return this.isValid(value) ? value : null;
    } catch {
      return null;
    }
  }
}

export const oneOf =
  <T extends string>(...words: T[]) =>
  (value: unknown): value is T =>
    words.includes(value as T);

export const isFlag = (value: unknown): value is boolean => typeof value === "boolean";
