using System.Net;
using Gantry.Discovery.Services;

namespace Gantry.Cli.Discovery;

/// <summary>Tells the network which shares there are, and when they go.</summary>
internal sealed class ShareAnnouncer : IAsyncDisposable
{
    private readonly Dictionary<AnnouncedShare, Announcement> _announced = [];
    private readonly ServiceDiscovery? _discovery;

    private ShareAnnouncer(ServiceDiscovery? discovery) => _discovery = discovery;

    /// <summary>
    /// Begins. Where it is not wished, where only this machine can reach the shares, and where multicast DNS cannot be used,
    /// it does nothing; the last is said on the error stream, for shares work without it.
    /// </summary>
    public static ShareAnnouncer Start(bool wished, IPAddress bind)
    {
        if (!wished || IPAddress.IsLoopback(bind))
            return new ShareAnnouncer(null);
        try
        {
            return new ShareAnnouncer(ServiceDiscovery.Start());
        }
        catch (DiscoveryException e)
        {
            Console.Error.WriteLine($"gantry share: not announced. {e.Message}");
            return new ShareAnnouncer(null);
        }
    }

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
        if (_discovery is not null)
            await _discovery.DisposeAsync();
    }
}
