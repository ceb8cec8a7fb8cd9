using System.Text.Json;

namespace Gantry.Server.Endpoints.People;

/// <summary>What somebody changes of their own account; what is left out stays.</summary>
internal sealed record MePatch
{
    /// <summary>The name to be shown.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Where notices go; empty: nowhere.</summary>
    public string? Email { get; init; }

    /// <summary>What the site remembers: an object of up to 16 KiB.</summary>
    public JsonElement? Preferences { get; init; }
}
