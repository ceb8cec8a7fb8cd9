namespace Gantry.Server.Endpoints.Site;

/// <summary>What everybody may know of the server.</summary>
internal sealed record InfoBody
{
    /// <summary>The site's name.</summary>
    public required string Name { get; init; }

    /// <summary>The program's version.</summary>
    public required string Version { get; init; }

    /// <summary>The version of this API.</summary>
    public int ApiVersion { get; init; } = 1;

    /// <summary>Whether nobody has an account yet.</summary>
    public bool SetupNeeded { get; init; }

    /// <summary>The server's clock.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>Whether the printers are simulated.</summary>
    public bool Demo { get; init; }
}
