export type ThemeChoice = "system" | "light" | "dark";

/** Light, dark, or what the system says. `public/theme.js` reads the same word before the page is drawn. */
class Theme {
  choice = $state<ThemeChoice>(stored());

  choose(choice: ThemeChoice): void {
    this.choice = choice;
    if (choice === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = choice;
    try {
      if (choice === "system") localStorage.removeItem("gantry.theme");
      else localStorage.setItem("gantry.theme", choice);
    } catch {
      // It holds until the page is left.
    }
  }
}

function stored(): ThemeChoice {
  try {
    const word = localStorage.getItem("gantry.theme");
    return word === "light" || word === "dark" ? word : "system";
  } catch {
    return "system";
  }
}

export const theme = new Theme();
