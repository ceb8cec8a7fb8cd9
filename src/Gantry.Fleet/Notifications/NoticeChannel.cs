namespace Gantry.Fleet.Notifications;

/// <summary>Somebody who is told of things.</summary>
public sealed record NoticeChannel
{
    /// <summary>The id.</summary>
    public string Id { get; init; } = "";

    /// <summary>By what.</summary>
    public ChannelKind Kind { get; init; }

    /// <summary>Where to; see docs/fleet.md for the forms.</summary>
    public string Url { get; init; } = "";

    /// <summary>Of what (<see cref="NoticeKinds"/>); empty: of everything.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>Whether it may be in the local network. Else addresses there are refused, whatever their name.</summary>
    public bool AllowLocal { get; init; }

    /// <summary>Whether anything is sent.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Whether it has a secret, which is told to nobody.</summary>
    public bool HasSecret { get; init; }

    internal bool Wants(string kind) => Enabled && (Events.Count == 0 || Events.Contains(kind));

    internal string SecretName => "notifications." + Id;
}
