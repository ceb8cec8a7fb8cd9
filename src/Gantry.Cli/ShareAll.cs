using System.Net;
using Gantry.Discovery.Services;
using Gantry.Sharing;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;

namespace Gantry.Cli;

/// <summary><c>gantry share --all</c>: every USB serial device, at a number that it keeps, as it comes and goes.</summary>
internal static class ShareAll
{
    /// <summary>Shares until it is cancelled; prints a line whenever a device can be used at an address, or cannot any more.</summary>
    public static async Task<int> RunAsync(
        SharedDevicesOptions options,
        IShareListener listener,
        ShareAnnouncer announcer,
        TextWriter output,
        CancellationToken stop
    )
    {
        ServiceNotifier service = ServiceNotifier.OfThisProcess();
        try
        {
            await using SharedDevices devices = await SharedDevices.StartAsync(
                options,
                listener,
                TimeProvider.System,
                stop
            );
            service.Ready("Sharing serial devices.");
            await Task.WhenAll(
                service.KeepAliveAsync(devices.CheckAsync, stop),
                TellAsync(devices.Manager, options, announcer, output, stop)
            );
            service.Stopping();
            return ExitCode.Ok;
        }
        catch (PortBookException e)
        {
            await Console.Error.WriteLineAsync($"gantry share: {e.Message}");
            return ExitCode.CannotCreate;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
    }

    private static async Task TellAsync(
        DeviceManager manager,
        SharedDevicesOptions options,
        ShareAnnouncer announcer,
        TextWriter output,
        CancellationToken stop
    )
    {
        var told = new Dictionary<int, string>();
        DevicesSnapshot snapshot = manager.Snapshot;
        string? trouble = null;
        if (!snapshot.Devices.Any(d => d.Device is not null))
            await Console.Error.WriteLineAsync(
                "gantry share: No USB serial device is plugged in now; each one is shared when it comes."
            );
        try
        {
            while (true)
            {
                foreach (DeviceStatus device in snapshot.Devices)
                {
                    string line = Describe(device, options);
                    if (told.GetValueOrDefault(device.Port, "") == line)
                        continue;
                    told[device.Port] = line;
                    await output.WriteLineAsync(line);
                }
                await output.FlushAsync(stop);
                await announcer.SetAsync(ToAnnounce(snapshot, options), stop);
                if (snapshot.BookTrouble is { } text && text != trouble)
                    await Console.Error.WriteLineAsync($"gantry share: {text}");
                trouble = snapshot.BookTrouble;
                snapshot = await manager.WaitForChangeAsync(snapshot, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked to end.
        }
    }

    private static AnnouncedShare[] ToAnnounce(DevicesSnapshot snapshot, SharedDevicesOptions options) =>
        [
            .. snapshot
                .Devices.Where(d => d.State == DeviceState.Shared && d.Device is not null)
                .Select(d => new AnnouncedShare(
                    d.Port,
                    options.Share.Mode == Sharing.Policies.ShareMode.Raw,
                    d.Device!.Path,
                    d.Device.Product,
                    d.Device.SerialNumber
                )),
        ];

    private static string Describe(DeviceStatus device, SharedDevicesOptions options)
    {
        string scheme = options.Share.Mode == Sharing.Policies.ShareMode.Raw ? "tcp" : "rfc2217";
        string host =
            options.Address.Equals(IPAddress.IPv6Any) || options.Address.Equals(IPAddress.Any) ? Dns.GetHostName()
            : options.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{options.Address}]"
            : options.Address.ToString();
        string name = $"{scheme}://{host}:{device.Port} {device.Device?.Path ?? device.Entry.Title}";
        return device.State == DeviceState.Shared
            ? name
            : $"{name} is {device.State.ToString().ToLowerInvariant()}. {device.Reason}".TrimEnd();
    }
}
