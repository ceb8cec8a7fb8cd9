using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Fleet.Settings;
using Gantry.Storage;
using Gantry.Storage.Events;

namespace Gantry.Fleet.Notifications;

/// <summary>Seeing how it goes with channels, trying them out, and what did not get through.</summary>
public sealed class NotificationService
{
    private readonly FleetContext _context;
    private readonly NoticeSender _sender;

    internal NotificationService(FleetContext context, NoticeSender sender) => (_context, _sender) = (context, sender);

    /// <summary>All channels, with how it went last with each.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<NoticeChannelsView> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.Demand(Right.SettingsManage);
        return _context.Store.ReadAsync(
            async s =>
            {
                FleetSettings settings = await SettingBooks.ReadAllAsync(s, cancellationToken);
                IReadOnlyList<DeliveryRecord> last = await s.Outbox.ListDeliveriesAsync(cancellationToken);
                IReadOnlyList<OutboxCount> counts = await s.Outbox.CountAsync(cancellationToken);
                return new NoticeChannelsView
                {
                    Items =
                    [
                        .. settings.Notifications.Select(c =>
                            NoticeChannelView.Of(
                                c,
                                last.FirstOrDefault(l => l.Channel == c.Id),
                                counts.FirstOrDefault(n => n.Channel == c.Id)
                            )
                        ),
                    ],
                    Version = settings.Version,
                };
            },
            cancellationToken
        );
    }

    /// <summary>Sends a notice to one channel now, to see whether it arrives. One that is switched off is tried as well.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such channel.</exception>
    public async Task<ChannelTestView> TestAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.SettingsManage);
        (NoticeChannel? channel, string? secret) = await _context.Store.ReadAsync(
            s => NoticeSender.ReadAsync(s, id, cancellationToken),
            cancellationToken
        );
        if (channel is null)
            throw FleetException.NotFound($"channel {id}");
        var notice = new Notice
        {
            Kind = NoticeKinds.Test,
            Text = $"{caller.Name} tries out this channel.",
            At = _context.Time.GetUtcNow(),
        };
        string? why = await _sender.TryAsync(channel, secret, notice, cancellationToken);
        return new ChannelTestView(why is null, why ?? "The far end has taken it.");
    }

    /// <summary>Notices that never got through, the latest first.</summary>
    /// <exception cref="FleetException">The caller may not.</exception>
    public Task<Page<OutboxRecord>> ListGivenUpAsync(
        Caller caller,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        caller.Demand(Right.SettingsManage);
        return _context.Store.ReadAsync(s => s.Outbox.ListGivenUpAsync(page, cancellationToken), cancellationToken);
    }
}
