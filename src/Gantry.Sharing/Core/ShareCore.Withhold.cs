using System.Net;
using System.Net.Sockets;
using Gantry.Sharing.Clients;

namespace Gantry.Sharing.Core;

/// <content>Devices that somebody else uses, and clients that may not connect.</content>
internal sealed partial class ShareCore
{
    /// <summary>Leaves the device to somebody else until <see cref="DeviceReturned"/>.</summary>
    public void Withhold(string reason)
    {
        if (_isStopped)
            return;
        _life.Rest();
        _listener.Start();
        bool isNews = _news.Current.LastError != reason;
        _news.Change(s => s with { State = ShareState.Missing, Settings = null, LastError = reason });
        _news.Settle(new ShareException(reason));
        if (_device is not null)
            LetGo(_port!.PutBack, null);
        foreach (ShareClient client in _clients.ToArray())
            client.SendAway(reason);
        if (isNews)
            _news.Tell(ShareEventKind.DeviceLost, null, reason);
    }

    /// <summary>A client on this machine may always connect, also at an address that the network knows it by.</summary>
    private bool IsAllowed(Socket socket, IPEndPoint client) =>
        Options.Allowed.Contains(client.Address)
        || (socket.LocalEndPoint is IPEndPoint here && ClientSocket.Readable(here).Address.Equals(client.Address));
}
