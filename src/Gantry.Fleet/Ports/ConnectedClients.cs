using System.Net;

namespace Gantry.Fleet.Ports;

/// <summary>
/// Who is connected to which share, until it leaves. That somebody left may get lost in a flood, so the oldest are forgotten when
/// there are too many.
/// </summary>
internal sealed class ConnectedClients
{
    /// <summary>More than the shares of a machine have in practice at a time.</summary>
    public const int Most = 8192;

    private readonly Dictionary<(string, IPEndPoint), ConnectedClient> _clients = [];
    private readonly Queue<((string, IPEndPoint) Key, ConnectedClient Client)> _order = new();

    /// <summary>How many are remembered.</summary>
    public int Count => _clients.Count;

    /// <summary>It has come.</summary>
    public void Add(string share, IPEndPoint address, ConnectedClient client)
    {
        _clients[(share, address)] = client;
        _order.Enqueue(((share, address), client));
        while (_order.Count > 2 * Most)
            ForgetOldest();
        while (_clients.Count > Most)
            ForgetOldest(evenIfConnected: true);
    }

    /// <summary>It has left: what was known of it, or null.</summary>
    public ConnectedClient? Take(string share, IPEndPoint address) =>
        _clients.Remove((share, address), out ConnectedClient? client) ? client : null;

    private void ForgetOldest(bool evenIfConnected = false)
    {
        ((string, IPEndPoint) Key, ConnectedClient Client) oldest = _order.Dequeue();
        // One that has left, and perhaps come again since, stands here no more.
        if (!_clients.TryGetValue(oldest.Key, out ConnectedClient? known) || !ReferenceEquals(known, oldest.Client))
            return;
        if (evenIfConnected)
            _clients.Remove(oldest.Key);
        else
            _order.Enqueue(oldest);
    }
}
