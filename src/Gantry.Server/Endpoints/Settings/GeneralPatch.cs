using Gantry.Fleet.Settings;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>What is to be changed of the installation as a whole; what is left out stays.</summary>
internal sealed record GeneralPatch
{
    /// <summary>What it is called.</summary>
    public string? SiteName { get; init; }

    /// <summary>Names under which browsers may reach it, beside addresses and the machine's own name.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    /// <summary>Whether people who are not signed in may see the fleet, the library and the history.</summary>
    public bool? AnonymousRead { get; init; }

    /// <summary>The printer whose camera answers at <c>/?action=stream</c>; 0: the first that has one.</summary>
    public long? CameraPrinterId { get; init; }

    /// <summary>Whether people who are not signed in may look through that camera there.</summary>
    public bool? AnonymousCamera { get; init; }

    public GeneralSettings Over(GeneralSettings general) =>
        general with
        {
            SiteName = SiteName ?? general.SiteName,
            Hosts = Hosts ?? general.Hosts,
            AnonymousRead = AnonymousRead ?? general.AnonymousRead,
            CameraPrinterId = CameraPrinterId is { } printer
                ? printer == 0
                    ? null
                    : printer
                : general.CameraPrinterId,
            AnonymousCamera = AnonymousCamera ?? general.AnonymousCamera,
        };
}
