using System.Net;

namespace Gantry.Discovery.Services;

/// <summary>Tells the network which shares there are, and when they go.</summary>
public sealed class ShareAnnouncer : IAsyncDisposable
{
    private readonly Dictionary<AnnouncedShare, Announcement> _announced = [];
    private readonly ServiceDiscovery? _discovery;
    private bool _isBorrowed;

    private ShareAnnouncer(ServiceDiscovery? discovery) => _discovery = discovery;

    /// <summary>
    /// Begins. Where it is not wished, where only this machine can reach the shares, and where multicast DNS cannot be used,
    /// it does nothing; the last is told, for shares work without it.
    /// </summary>
    /// <param name="wished">Whether it is to be.</param>
    /// <param name="bind">Where the shares listen.</param>
    /// <param name="trouble">Told why multicast DNS cannot be used.</param>
    public static ShareAnnouncer Start(bool wished, IPAddress bind, Action<string> trouble)
    {
        if (!wished || IPAddress.IsLoopback(bind))
            return new ShareAnnouncer(null);
        try
        {
            return new ShareAnnouncer(ServiceDiscovery.Start());
        }
        catch (DiscoveryException e)
        {
            trouble(e.Message);
            return new ShareAnnouncer(null);
        }
    }

    /// <summary>Announces by means of a discovery that is somebody else's, and stays so.</summary>
    public static ShareAnnouncer Over(ServiceDiscovery discovery) => new(discovery) { _isBorrowed = true };

    /// <summary>Takes the shares as they are now.</summary>
    public async Task SetAsync(IReadOnlyCollection<AnnouncedShare> shares, CancellationToken cancellationToken)
    {
        if (_discovery is null)
            return;
        foreach (AnnouncedShare gone in _announced.Keys.Except(shares).ToArray())
        {
            await _announced[gone].DisposeAsync();
            _announced.Remove(gone);
        }
        foreach (AnnouncedShare share in shares.Except(_announced.Keys).ToArray())
            _announced[share] = await _discovery.AnnounceAsync(
                share.Describe(Environment.MachineName.Split('.')[0]),
                cancellationToken
            );
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_discovery is null)
            return;
        if (!_isBorrowed)
            await _discovery.DisposeAsync();
        else
            await SetAsync([], CancellationToken.None);
    }
}
