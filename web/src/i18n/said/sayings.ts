/** A sentence of the server in English and in another language; what varies stands in both as `{name}`. */
export type Saying = readonly [english: string, other: string];

/** Sentences that were looked up are kept, as many as these. */
const most = 500;

interface Pattern {
  shape: RegExp;
  holes: string[];
  other: string;
}

/**
 * Says in another language what the server says in English: in answers, in events, and in what it wrote down long ago. It
 * knows the server's sentences by their form; what nobody translated stays as it is.
 */
export class Sayings {
  private readonly whole = new Map<string, string>();
  private readonly patterns: Pattern[] = [];
  private readonly known = new Map<string, string>();

  constructor(
    sayings: readonly Saying[],
    private readonly locale: string,
  ) {
    for (const [english, other] of sayings)
      if (english.includes("{")) this.patterns.push(patternOf(english, other));
      else this.whole.set(english, other);
    // The one with the most words of its own first: it says more exactly what is meant.
    this.patterns.sort((a, b) => b.shape.source.length - a.shape.source.length);
  }

  say(text: string): string {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const said = this.find(text) ?? this.sayEach(text);
    if (this.known.size >= most) this.known.clear();
    this.known.set(text, said);
    return said;
  }

  /** Whether each sentence of a text is known. */
  knows(text: string): boolean {
    return this.find(text) !== null || this.sayEach(text) !== text;
  }

  /** Several sentences in a row, of which some belong together: the longest run that is known comes first. */
  private sayEach(text: string): string {
    const sentences = text.split(/(?<=[.!?…]) (?=\S)/);
    if (sentences.length === 1) return text;
    const said: string[] = [];
    for (let from = 0; from < sentences.length;) {
      let to = sentences.length;
      let found: string | null = null;
      for (; to > from && found === null; to--)
        found = this.find(sentences.slice(from, to).join(" "));
      said.push(found ?? sentences[from]!);
      from = found === null ? from + 1 : to + 1;
    }
    return said.join(" ");
  }

  private find(text: string): string | null {
    const whole = this.whole.get(text);
    if (whole !== undefined) return whole;
    for (const pattern of this.patterns) {
      const match = pattern.shape.exec(text);
      if (match) return this.fill(pattern, match);
    }
    return null;
  }

  private fill(pattern: Pattern, match: RegExpExecArray): string {
    return pattern.other.replace(/\{(\w+)\}/g, (_, name: string) =>
      this.value(match[pattern.holes.indexOf(name) + 1] ?? ""),
    );
  }

  /** What stands in a sentence may be one itself, or a number, which the reader writes in another way. */
  private value(text: string): string {
    return /^-?\d+\.\d+$/.test(text)
      ? new Intl.NumberFormat(this.locale, { maximumFractionDigits: 6 }).format(Number(text))
      : this.say(text);
  }
}

function patternOf(english: string, other: string): Pattern {
  const holes: string[] = [];
  const shape = english
    .split(/(\{\w+\})/)
    .map((part) => {
      if (!/^\{\w+\}$/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      holes.push(part.slice(1, -1));
      return "(.+?)";
    })
    .join("");
  return { shape: new RegExp(`^${shape}$`, "s"), holes, other };
}
