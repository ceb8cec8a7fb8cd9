using System.CommandLine;

namespace Gantry.Cli.Server;

/// <summary>Options as many verbs have them.</summary>
internal static class VerbOption
{
    /// <summary>One that takes a text.</summary>
    /// <param name="name">Its name, as <c>--note</c>.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="help">What stands for the text in the help, as <c>TEXT</c>.</param>
    public static Option<string?> Text(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help };

    /// <summary>One that takes yes or no; without it, things stay as they are.</summary>
    public static Option<bool?> Switch(string name, string description) =>
        new(name) { Description = description, HelpName = "true|false" };

    /// <summary>One that says how long a list may be.</summary>
    /// <param name="what">What is listed, as <c>jobs</c>.</param>
    public static Option<int> Limit(string what) =>
        new("--limit")
        {
            Description = $"The most {what} that are listed, the latest first.",
            HelpName = "N",
            DefaultValueFactory = _ => 50,
        };
}
