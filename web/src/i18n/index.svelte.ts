import { en } from "./en";
import { Sayings } from "./said/sayings";

/** The strings of a language; English is the measure. */
export type Strings = Record<keyof typeof en, string>;
export type Key = keyof typeof en;
export type Language = "en" | "fr";
export type Values = Record<string, string | number>;

export const languages: readonly { code: Language; name: string }[] = [
  { code: "en", name: "English" },
  { code: "fr", name: "Français" },
];

const storageKey = "gantry.language";

class Translation {
  language = $state<Language>("en");
  /** For numbers and times: the reader's own region where it speaks the language of the page. */
  locale = $state("en");
  private strings = $state.raw<Strings>(en);
  /** The server's own sentences in a language that is not its own. */
  private sayings = $state.raw<Sayings | null>(null);

  /** Takes the language that was chosen here before, else the first of the browser's that we have. */
  async start(): Promise<void> {
    await this.use(this.chosen() ?? this.preferred());
  }

  /** Changes the language, and remembers it in this browser. */
  async choose(language: Language): Promise<void> {
    try {
      localStorage.setItem(storageKey, language);
    } catch {
      // It is used all the same, until the page is left.
    }
    await this.use(language);
  }

  /**
   * The text of a key. `{name}` is replaced by the value of that name. Where the string has two forms apart by ` | `, the
   * value `count` says which: one, or any other number.
   */
  text(key: Key, values?: Values): string {
    return fill(choosePlural(this.strings[key] ?? en[key] ?? key, this.locale, values), values);
  }

  /** A text of the server, which speaks English, in the reader's language; as it came where nobody translated it. */
  said(text: string): string {
    return this.sayings?.say(text) ?? text;
  }

  private async use(language: Language): Promise<void> {
    const locale = navigator.languages.find((l) => l.startsWith(language)) ?? language;
    // French is fetched by those who read it alone.
    if (language === "fr") {
      const [{ fr }, { said }] = await Promise.all([import("./fr"), import("./said/fr")]);
      this.strings = fr;
      this.sayings = new Sayings(said, locale);
    } else {
      this.strings = en;
      this.sayings = null;
    }
    this.language = language;
    this.locale = locale;
    document.documentElement.lang = language;
  }

  private chosen(): Language | null {
    try {
      return known(localStorage.getItem(storageKey));
    } catch {
      return null;
    }
  }

  private preferred(): Language {
    for (const wish of navigator.languages) {
      const language = known(wish.slice(0, 2));
      if (language) return language;
    }
    return "en";
  }
}

function known(code: string | null): Language | null {
  return languages.find((l) => l.code === code)?.code ?? null;
}

/** Of `one | other` the form for `count`; French counts 0 as one, English does not. */
export function choosePlural(text: string, locale: string, values: Values | undefined): string {
  if (!text.includes(" | ")) return text;
  const [one = text, other = one] = text.split(" | ");
  return new Intl.PluralRules(locale).select(Number(values?.["count"] ?? 0)) === "one"
    ? one
    : other;
}

export function fill(text: string, values: Values | undefined): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values?.[name] ?? all));
}

export const translation = new Translation();

/** The text of a key in the reader's language. */
export const t = (key: Key, values?: Values): string => translation.text(key, values);

/** A text of the server in the reader's language. */
export const said = (text: string): string => translation.said(text);
