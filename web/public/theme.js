// Before anything is drawn: the theme that this browser was told to keep, or the system's.
try {
    const theme = localStorage.getItem("gantry.theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
    // Storage may be forbidden; the system's theme is used then.
}
