namespace Gantry.Fleet.Settings;

/// <summary>The installation as a whole.</summary>
public sealed record GeneralSettings
{
    /// <summary>What it is called.</summary>
    public string SiteName { get; init; } = "Gantry";

    /// <summary>Names under which browsers may reach it, beside addresses and the machine's own name.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whether people who are not signed in may see the fleet.</summary>
    public bool AnonymousRead { get; init; }

    /// <summary>The printer whose camera answers at <c>/?action=stream</c>; null: the first that has one.</summary>
    public long? CameraPrinterId { get; init; }

    /// <summary>Whether people who are not signed in may look through that camera there, as Cura does, which cannot sign in.</summary>
    public bool AnonymousCamera { get; init; }
}
