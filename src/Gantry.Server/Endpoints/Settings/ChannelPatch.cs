using Gantry.Fleet.Notifications;

namespace Gantry.Server.Endpoints.Settings;

/// <summary>Somebody who is to be told of things.</summary>
/// <param name="Kind">By what.</param>
/// <param name="Url">Where to.</param>
/// <param name="Id">The id of one that is there; left out for a new one.</param>
/// <param name="Events">Of what; empty: of everything.</param>
/// <param name="AllowLocal">Whether it may be in the local network.</param>
/// <param name="Enabled">Whether anything is sent.</param>
/// <param name="Secret">The key, token or password; left out: as it is; empty: none.</param>
/// <param name="HasSecret">Whether it has a secret: read only, taken so that what was read can be sent back.</param>
internal sealed record ChannelPatch(
    ChannelKind Kind,
    string Url,
    string? Id = null,
    IReadOnlyList<string>? Events = null,
    bool? AllowLocal = null,
    bool? Enabled = null,
    string? Secret = null,
    bool? HasSecret = null
)
{
    public NoticeChannelEdit ToEdit() =>
        new()
        {
            Id = Id,
            Kind = Kind,
            Url = Url,
            Events = Events ?? [],
            AllowLocal = AllowLocal ?? false,
            Enabled = Enabled ?? true,
            Secret = Secret,
        };
}
