using System.Globalization;
using System.Net;
using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>Shares of a <see cref="ShareServer"/>, named by their numbers.</summary>
internal sealed class ServerShares(ShareServer server, ShareEvents events, IPAddress address, ShareOptions options)
    : IDeviceShares
{
    /// <summary>The name of a number's share.</summary>
    public static string NameOf(int port) => port.ToString(CultureInfo.InvariantCulture);

    public IDeviceShare Start(PortEntry entry, SerialDevice device, Action changed, string? withheld)
    {
        string name = NameOf(entry.Port);
        events.Mind(name, changed);
        try
        {
            var definition = new ShareDefinition(name, device.Path, new IPEndPoint(address, entry.Port))
            {
                // Hot-plug tells when the device is back; looked for by its old path, another one might be taken for it.
                Options = entry.Behaviour.Over(options) with
                {
                    LookAgainEvery = null,
                },
                WithheldBecause = withheld,
            };
            return new ServerShare(this, server.Start(definition));
        }
        catch
        {
            events.Forget(name);
            throw;
        }
    }

    private async Task StopAsync(string name)
    {
        events.Forget(name);
        await server.StopAsync(name);
    }

    private sealed class ServerShare(ServerShares owner, Share share) : IDeviceShare
    {
        public DeviceShareState State =>
            share.Snapshot.State switch
            {
                ShareState.Ready => DeviceShareState.Ready,
                ShareState.Opening => DeviceShareState.Opening,
                _ => DeviceShareState.Failed,
            };

        public string Trouble => share.Snapshot.LastError ?? "The device could not be opened.";

        public void DeviceGone(string reason) => share.DeviceGone(reason);

        public void DeviceReturned(string path) => share.DeviceReturned(path);

        public void Withhold(string reason) => share.Withhold(reason);

        public Task StopAsync() => owner.StopAsync(share.Definition.Name);
    }
}
