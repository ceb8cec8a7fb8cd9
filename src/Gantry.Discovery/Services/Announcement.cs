using Gantry.Discovery.Mdns.Claims;

namespace Gantry.Discovery.Services;

/// <summary>A service that is announced until this is disposed; then everybody is told that it is gone.</summary>
public sealed class Announcement : IAsyncDisposable
{
    private readonly ServiceDiscovery _discovery;
    private readonly ServiceClaim _claim;

    internal Announcement(ServiceDiscovery discovery, ServiceClaim claim) => (_discovery, _claim) = (discovery, claim);

    /// <summary>The name that it has now: the one that was wished, or one with a number behind it.</summary>
    public string Name => _claim.Instance;

    /// <summary>Waits until the name is ours on every network there is; with no network that is never.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public Task EstablishedAsync(CancellationToken cancellationToken = default) =>
        _discovery.UntilAsync(engine => engine.IsOurs(_claim), cancellationToken);

    /// <summary>Changes what the service says of itself.</summary>
    /// <exception cref="ArgumentException">A key is no printable ASCII, or something is too long.</exception>
    public Task SetTextAsync(
        IReadOnlyList<KeyValuePair<string, string>> text,
        CancellationToken cancellationToken = default
    )
    {
        byte[] bytes = ServiceText.Encode(text);
        return _discovery.DoAsync(engine => engine.SetText(_claim, bytes), cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _discovery.DoAsync(engine => engine.Withdraw(_claim), default);
}
