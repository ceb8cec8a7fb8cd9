namespace Gantry.Simulator;

/// <summary>The names of <see cref="Features"/> on the command line.</summary>
public static class FeatureNames
{
    private static readonly (string Name, Features Feature)[] Names =
    [
        ("advanced-ok", Features.AdvancedOk),
        ("emergency-parser", Features.EmergencyParser),
        ("host-prompts", Features.HostPrompts),
        ("notifications", Features.Notifications),
        ("auto-report", Features.AutoReport),
        ("keep-alive", Features.KeepAlive),
        ("leveling", Features.Leveling),
        ("chamber", Features.Chamber),
        ("sd-card", Features.SdCard),
    ];

    /// <summary>Every name; with <c>no-</c> before it, a feature of the stock configuration is left out.</summary>
    public static IEnumerable<string> All => Names.Select(n => n.Name);

    /// <summary>Reads names with commas between them, as changes to the stock configuration.</summary>
    /// <param name="text">As in <c>advanced-ok,no-auto-report</c>.</param>
    /// <param name="features">What is built in.</param>
    /// <param name="unknown">The first name that is none.</param>
    public static bool TryParse(string text, out Features features, out string? unknown)
    {
        features = Features.Stock;
        unknown = null;
        foreach (string name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            bool leavesOut = name.StartsWith("no-", StringComparison.Ordinal);
            Features feature = Array.Find(Names, n => n.Name == (leavesOut ? name[3..] : name)).Feature;
            if (feature == Features.None)
            {
                unknown = name;
                return false;
            }
            features = leavesOut ? features & ~feature : features | feature;
        }
        return true;
    }
}
