using Gantry.Fleet.Errors;
using Gantry.Fleet.People;
using Gantry.Fleet.Printers;
using Gantry.Storage;
using Gantry.Storage.Events;

namespace Gantry.Fleet.Notifications;

/// <summary>Trying channels out, and seeing what did not get through.</summary>
public sealed class NotificationService
{
    private readonly FleetContext _context;

    internal NotificationService(FleetContext context) => _context = context;

    /// <summary>Sends a notice to one channel, to see whether it arrives.</summary>
    /// <exception cref="FleetException">The caller may not, or there is no such channel.</exception>
    public Task TestAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        caller.Demand(Right.SettingsManage);
        return _context.Store.WriteAsync(
            async s =>
            {
                NoticeChannel channel =
                    (await NoticeWriter.ReadAsync(s, cancellationToken)).FirstOrDefault(c => c.Id == id)
                    ?? throw FleetException.NotFound($"channel {id}");
                var notice = new Notice
                {
                    Kind = NoticeKinds.Test,
                    Text = $"{caller.Name} tries out this channel.",
                    At = s.Now,
                };
                await NoticeWriter.WriteAsync(s, channel, notice, cancellationToken);
                s.Tell(FleetTopic.Outbox, 0);
            },
            cancellationToken
        );
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
