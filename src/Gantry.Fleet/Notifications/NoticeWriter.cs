using Gantry.Fleet.Json;
using Gantry.Fleet.Settings;
using Gantry.Storage;
using Gantry.Storage.Events;
using Gantry.Storage.History;

namespace Gantry.Fleet.Notifications;

/// <summary>Writes notices down, together with what they tell of: from then on they will get through.</summary>
internal static class NoticeWriter
{
    /// <summary>The notice of a print that has ended.</summary>
    public static Notice Of(PrintRecord print, DateTimeOffset at)
    {
        (string kind, string severity, string text) = print.State switch
        {
            PrintState.Finished => (
                NoticeKinds.Finished,
                "info",
                $"{print.FileName} is finished on {print.PrinterName}. The plate is to be cleared."
            ),
            PrintState.Cancelled => (
                NoticeKinds.Cancelled,
                "warning",
                $"{print.FileName} was cancelled on {print.PrinterName}. The plate is to be cleared."
            ),
            _ => (NoticeKinds.Failed, "error", $"{print.FileName} has failed on {print.PrinterName}: {print.Reason}"),
        };
        return new Notice
        {
            Kind = kind,
            Severity = severity,
            Text = text,
            PrinterId = print.PrinterId,
            PrinterName = print.PrinterName,
            PrintId = print.Id,
            FileName = print.FileName,
            At = at,
        };
    }

    /// <summary>Writes a notice for every channel that wants it.</summary>
    public static async Task WriteAsync(IStoreSession s, Notice notice, CancellationToken stop)
    {
        foreach (NoticeChannel channel in await ReadAsync(s, stop))
            if (channel.Wants(notice.Kind))
                await WriteAsync(s, channel, notice, stop);
        s.Tell(FleetTopic.Outbox, 0);
    }

    /// <summary>Writes a notice for one channel.</summary>
    public static Task WriteAsync(IStoreSession s, NoticeChannel channel, Notice notice, CancellationToken stop) =>
        s.Outbox.AddAsync(
            new OutboxRecord
            {
                Channel = channel.Id,
                Kind = notice.Kind,
                Data = FleetJson.Write(notice),
            },
            stop
        );

    /// <summary>The channels.</summary>
    public static async Task<IReadOnlyList<NoticeChannel>> ReadAsync(IStoreSession s, CancellationToken stop) =>
        await SettingBooks.ReadAsync<List<NoticeChannel>>(s, SettingBooks.Notifications, stop);
}
